// Stand-in for LangChain.Core 0.17.1: names from the sources at that version.
// references: Microsoft.Extensions.AI.Abstractions
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LangChain.Chains
{
    public static class Chain
    {
        public static HelperChains.BaseStackableChain LLM(Microsoft.Extensions.AI.IChatClient chatClient, string inputKey = "text", string outputKey = "text", Microsoft.Extensions.AI.ChatOptions options = null) => throw null;
        public static HelperChains.BaseStackableChain Set(object value, string outputKey = "value") => throw null;
        public static HelperChains.BaseStackableChain ReActAgentExecutor(Microsoft.Extensions.AI.IChatClient chatClient, string reActPrompt = null, int maxActions = 5) => throw null;
        public static HelperChains.BaseStackableChain GroupChat(IList<object> agents, string stopPhrase = null, int messagesLimit = 10) => throw null;
        public static HelperChains.BaseStackableChain Template(string template, string outputKey = "text") => throw null;
    }
}

namespace LangChain.Prompts
{
    public class PromptTemplate
    {
        public static PromptTemplate FromTemplate(string template) => throw null;
    }

    public class SystemMessagePromptTemplate
    {
        public static SystemMessagePromptTemplate FromTemplate(string template) => throw null;
    }
}

namespace LangChain.Chains.LLM
{
    public class LlmChain : LangChain.Base.BaseChain
    {
        public virtual Task<object> PredictAsync(object request) => throw null;
        public override Task<object> ApplyAsync(object inputs) => throw null;
    }
}

namespace LangChain.Base
{
    public abstract class BaseChain
    {
        public virtual Task<object> RunAsync(object values) => throw null;
        public virtual Task<object> CallAsync(object values) => throw null;
        public virtual Task<object> ApplyAsync(object values) => throw null;
    }
}

namespace LangChain.Chains.HelperChains
{
    public abstract class BaseStackableChain : LangChain.Base.BaseChain
    {
        public static BaseStackableChain operator |(BaseStackableChain a, BaseStackableChain b) => throw null;
        public Task<string> RunAsync(string resultKey, CancellationToken cancellationToken = default) => throw null;
        public Task<object> CallAsync(object values, object callbacks, CancellationToken cancellationToken = default) => throw null;
    }
}

namespace LangChain.Abstractions.Chains.Base
{
    public interface IChain
    {
        Task<object> RunAsync(object request);
        Task<object> CallAsync(object request);
    }
}

namespace LangChain.Chains.StackableChains.Agents.Crew
{
    public class Crew
    {
        public virtual Task<object> RunAsync(object request) => throw null;
    }
}

namespace LangChain.Chains.StackableChains.Agents
{
    public class ReActAgentExecutorChain
    {
        public virtual Task<object> UseTool(object request) => throw null;
    }
}
