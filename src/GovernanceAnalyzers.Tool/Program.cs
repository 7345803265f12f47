using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Tool.Commands;

namespace GovernanceAnalyzers.Tool;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            var result = Root().Parse(args);
            return result.Errors.Count == 0
                ? await result.InvokeAsync()
                : Explain(result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"governance: {e.Message}");
            return ExitCodes.BadInput;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"governance: internal error, please report it: {e}");
            return ExitCodes.InternalError;
        }
    }

    private static int Explain(ParseResult result)
    {
        foreach (var error in result.Errors)
        {
            Console.Error.WriteLine($"governance: {error.Message}");
        }

        Console.Error.WriteLine("Try: governance --help");
        return ExitCodes.BadInput;
    }

    private static RootCommand Root() => new("Checks a repository and its AI-consuming C# code against a governance policy.")
    {
        Check(),
        ExplainRule(),
        new Command("model", "About model references.") { CheckModels() },
    };

    private static Command Check()
    {
        var path = new Argument<string>("path")
        {
            Description = "A folder, solution or project. Default: the current folder.",
            DefaultValueFactory = _ => ".",
        };
        var noBuild = new Option<bool>("--no-build") { Description = "Check files only; use what earlier builds recorded about code." };
        var policy = new Option<string?>("--policy") { Description = "The policy file, instead of the nearest governance.yml." };
        var date = new Option<string?>("--evaluation-date") { Description = "The day to decide for, yyyy-MM-dd. Default: today, UTC." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var writeBaseline = new Option<bool>("--write-baseline")
        {
            Description = "Record all open findings as known, in the file that the policy names; later, take out what is fixed.",
        };
        var command = new Command("check", "Check a repository's files and, through a build, its code.") { path, noBuild, policy, date, json, writeBaseline };
        command.SetAction(parsed => CheckCommand.Run(new CheckOptions(
            parsed.GetValue(path)!,
            parsed.GetValue(noBuild),
            parsed.GetValue(policy),
            parsed.GetValue(date),
            parsed.GetValue(json),
            parsed.GetValue(writeBaseline))));
        return command;
    }

    private static Command ExplainRule()
    {
        var rule = new Argument<string>("rule") { Description = "A rule's id or name: GOV1001, FloatingModelReference." };
        var path = new Option<string>("--path")
        {
            Description = "Where to look for the policy that applies. Default: the current folder.",
            DefaultValueFactory = _ => ".",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("explain", "Say what a rule finds, and what the policy here says about it.") { rule, path, json };
        command.SetAction(parsed => ExplainCommand.Run(parsed.GetValue(rule)!, parsed.GetValue(path)!, parsed.GetValue(json)));
        return command;
    }

    private static Command CheckModels()
    {
        var references = new Argument<string[]>("references")
        {
            Description = "provider:reference, such as openai:gpt-4o; - reads them from standard input, one per line.",
            Arity = ArgumentArity.OneOrMore,
        };
        var date = new Option<string?>("--date", "--evaluation-date") { Description = "The day to decide for, yyyy-MM-dd. Default: today, UTC." };
        var json = new Option<bool>("--json") { Description = "Print an array with one entry per reference, in order." };
        var command = new Command("check", "Say whether references are pinned, by the provider's rules, and when they retire.") { references, date, json };
        command.SetAction(parsed => ModelCheckCommand.Run(parsed.GetValue(references)!, parsed.GetValue(date), parsed.GetValue(json)));
        return command;
    }
}
