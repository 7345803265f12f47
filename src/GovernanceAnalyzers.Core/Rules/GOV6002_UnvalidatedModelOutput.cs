using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;

namespace GovernanceAnalyzers.Core.Rules;

public sealed class GOV6002_UnvalidatedModelOutput() : CodeRule(new RuleInfo(
    "GOV6002",
    "UnvalidatedModelOutput",
    RuleScope.Code,
    "What a model wrote is acted on without a check",
    "Text, structured output or tool arguments of a model go into a process, SQL text, a file path, raw HTML, code, a URL that is fetched, "
    + "a polymorphic deserialiser or a regular expression. Whoever can influence the model, by a prompt or a document it reads, then runs "
    + "that.",
    "Parse the answer to a number, a Guid or an enum, look it up in a list, or compare it with constants before it is used."))
{
    public override RuleHit? Check(CodeFact fact, CompiledPolicy policy) => fact is UntrustedFlowFact { Kind: UntrustedFlowFact.Output } flow
        ? new RuleHit(
            $"{Upper(flow.Origin)} {Use(flow.SinkKind)} ({flow.Sink}) without a check: {FlowText.Of(flow.Path)}. {Advice(flow.SinkKind)}",
            $"{flow.Origin} in {flow.Sink} in {flow.Symbol}")
        {
            Path = flow.Path,
        }
        : null;

    private static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);

    private static string Use(string kind) => kind switch
    {
        "process" => "starts a process or is an argument of one",
        "sql" => "becomes SQL text",
        "file" => "decides which file is used",
        "html" => "becomes HTML that is not encoded",
        "code" => "decides which code runs",
        "url" => "decides which address is fetched",
        "deserialize" => "is read by a deserialiser that makes whatever types the text names",
        "regex" => "becomes a regular expression",
        _ => $"goes into {kind}",
    };

    private static string Advice(string kind) => kind switch
    {
        "process" => "Let the model choose from a list of commands of your own, and look its answer up in that list",
        "sql" => "Pass values as parameters; where the model writes the query itself, run it with read-only rights and check it first",
        "file" => "Take the file's name only (Path.GetFileName) and check that the full path is below the folder you mean",
        "html" => "Encode it (HtmlEncoder), or clean it with a sanitizer that the policy names under security.validators",
        "code" => "Look the answer up in a list of your own",
        "url" => "Check its host against a list before it is fetched",
        "deserialize" => "Deserialise to one closed type with System.Text.Json",
        "regex" => "Use Regex.Escape, or give a time limit for matching",
        _ => "Check it first, with something that the policy names under security.validators",
    };
}
