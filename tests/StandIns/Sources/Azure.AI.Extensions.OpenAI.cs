// Stand-in for Azure.AI.Extensions.OpenAI 0.0.0-main: names from the package's API listing.
// references: OpenAI, System.ClientModel
using System;
using System.ClientModel;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using OpenAI;
using OpenAI.Responses;

#pragma warning disable OPENAI001

namespace Azure.AI.Extensions.OpenAI
{
    public class ProjectOpenAIClient : OpenAIClient
    {
        protected ProjectOpenAIClient() { }
        public virtual ProjectResponsesClient GetProjectResponsesClient() => throw null;
        public virtual ProjectResponsesClient GetProjectResponsesClientForAgent(string defaultAgent, string defaultConversationId = null) => throw null;
        public virtual ProjectResponsesClient GetProjectResponsesClientForModel(string defaultModel, string defaultConversationId = null) => throw null;
    }

    public class ProjectResponsesClient : ResponsesClient
    {
        protected ProjectResponsesClient() { }
        public virtual ClientResult<object> CreateResponse(string model, string userInputText, string previousResponseId = null, CancellationToken cancellationToken = default) => throw null;
        public virtual Task<ClientResult<object>> CreateResponseAsync(string model, string userInputText, string previousResponseId = null, CancellationToken cancellationToken = default) => throw null;
        public virtual IEnumerable<object> CreateResponseStreaming(string userInputText, string previousResponseId = null, CancellationToken cancellationToken = default) => throw null;
        public virtual IAsyncEnumerable<object> CreateResponseStreamingAsync(string userInputText, string previousResponseId = null, CancellationToken cancellationToken = default) => throw null;
    }
}
