using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;
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
        Init(),
        Check(),
        new Command("card", "About model cards.") { NewCard(), LintCards() },
        Waive(),
        WriteReports(),
        VerifyPack(),
        new Command("bom", "About bills of materials.") { DiffBoms() },
        Record(),
        Fleet(),
        ExplainRule(),
        new Command("evaluation", "About evaluations of models.") { WriteMetricBaseline() },
        new Command("model", "About model references.") { CheckModels() },
        new Command("policy", "About the policy: governance.yml, its layers and its tests.") { Validate(), Show(), Diff(), Test(), Lock(), Simulate() },
    };

    private static Command Validate()
    {
        var path = new Argument<string>("path")
        {
            Description = "A policy, a folder with one, or a policy pack (.nupkg). Default: the current folder.",
            DefaultValueFactory = _ => ".",
        };
        var profile = Profile();
        var date = Date();
        var json = Json("Print the problems as JSON.");
        var command = new Command("validate", "Say whether a policy, its layers and the files it names can be relied on.") { path, profile, date, json };
        command.SetAction(p => PolicyValidateCommand.Run(p.GetValue(path)!, p.GetValue(profile), p.GetValue(date), p.GetValue(json)));
        return command;
    }

    private static Command Show()
    {
        var about = new Argument<string?>("setting")
        {
            Description = "A setting or a group of them (waivers, waivers.maxDays), a rule or a requirement. Default: everything.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var path = new Option<string>("--path") { Description = "Where to look for the policy that applies. Default: the current folder.", DefaultValueFactory = _ => "." };
        var profile = Profile();
        var date = Date();
        var json = Json("Print JSON.");
        var command = new Command("show", "Print every setting in force, with the layer and line that won.") { about, path, profile, date, json };
        command.SetAction(p => PolicyShowCommand.Run(p.GetValue(path)!, p.GetValue(about), p.GetValue(profile), p.GetValue(date), p.GetValue(json)));
        return command;
    }

    private static Command Diff()
    {
        var before = new Argument<string>("before") { Description = "A policy, a folder with one, or a policy pack (.nupkg)." };
        var after = new Argument<string>("after") { Description = "The same, as it is to be." };
        var looser = new Option<bool>("--fail-on-looser") { Description = "Exit with 1 when anything becomes looser." };
        var profile = Profile();
        var date = Date();
        var json = Json("Print the changes as JSON.");
        var command = new Command("diff", "Explain in words what changes between two policies.") { before, after, looser, profile, date, json };
        command.SetAction(p => PolicyDiffCommand.Run(
            p.GetValue(before)!, p.GetValue(after)!, p.GetValue(profile), p.GetValue(date), p.GetValue(looser), p.GetValue(json)));
        return command;
    }

    private static Command Test()
    {
        var path = new Argument<string>("path")
        {
            Description = "A policy, or the folder of a policy pack's project. Default: the current folder.",
            DefaultValueFactory = _ => ".",
        };
        var tests = new Option<string?>("--tests") { Description = "The folder with the tests. Default: tests, beside the policy." };
        var package = new Option<string?>("--package-id") { Description = "The name by which repositories in the tests extend the policy. Default: the project's name." };
        var json = Json("Print the results as JSON.");
        var command = new Command("test", "Run a policy over the small repositories beside it, and compare the findings with those expected.") { path, tests, package, json };
        command.SetAction(p => PolicyTestCommand.Run(p.GetValue(path)!, p.GetValue(tests), p.GetValue(package), p.GetValue(json)));
        return command;
    }

    private static Command Lock()
    {
        var path = new Argument<string>("path") { Description = "Where the policy applies. Default: the current folder.", DefaultValueFactory = _ => "." };
        var command = new Command("lock", "Write governance.lock.yml: the digest of every layer, as agreed.") { path };
        command.SetAction(p => PolicyLockCommand.Run(p.GetValue(path)!));
        return command;
    }

    private static Command WriteMetricBaseline()
    {
        var path = new Argument<string>("path") { Description = "Where the policy applies. Default: the current folder.", DefaultValueFactory = _ => "." };
        var profile = Profile();
        var date = Date();
        var command = new Command("baseline", "Write down the metrics of the newest evaluations, for later ones to be compared with.") { path, profile, date };
        command.SetAction(p => EvaluationBaselineCommand.Run(p.GetValue(path)!, p.GetValue(profile), p.GetValue(date)));
        return command;
    }

    private static Option<string?> Profile() => new("--profile") { Description = "A profile of the policy." };

    private static Option<string?> Date() => new("--evaluation-date") { Description = "The day to decide for, yyyy-MM-dd. Default: today, UTC." };

    private static Option<bool> Json(string description) => new("--json") { Description = description };

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
        var profile = Profile();
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var writeBaseline = new Option<bool>("--write-baseline")
        {
            Description = "Record all open findings as known, in the file that the policy names; later, take out what is fixed.",
        };
        var command = new Command("check", "Check a repository's files and, through a build, its code.") { path, noBuild, policy, profile, date, json, writeBaseline };
        command.SetAction(parsed => CheckCommand.Run(new CheckOptions(
            parsed.GetValue(path)!,
            parsed.GetValue(noBuild),
            parsed.GetValue(policy),
            parsed.GetValue(date),
            parsed.GetValue(json),
            parsed.GetValue(writeBaseline),
            parsed.GetValue(profile))));
        return command;
    }

    private static Command Init()
    {
        var path = new Argument<string>("path")
        {
            Description = "A folder, solution or project. Default: the current folder.",
            DefaultValueFactory = _ => ".",
        };
        var preset = new Option<string?>("--preset") { Description = "What the policy extends: baseline (default), iso-42001, nist-ai-rmf or eu-ai-act-high-risk." };
        var owner = Owner();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be written, and write nothing." };
        var noBuild = new Option<bool>("--no-build") { Description = "Build nothing; use what earlier builds recorded about code." };
        var date = Date();
        var json = Json("Print what was written as JSON.");
        var command = new Command("init", "Begin policy, register, cards and records from what code and files tell; never overwrite anything.")
        {
            path, preset, owner, dryRun, noBuild, date, json,
        };
        command.SetAction(p => InitCommand.Run(new InitOptions(
            p.GetValue(path)!, p.GetValue(preset), p.GetValue(owner), p.GetValue(dryRun), p.GetValue(json), p.GetValue(noBuild), p.GetValue(date))));
        return command;
    }

    private static Command NewCard()
    {
        var model = new Argument<string>("model") { Description = "provider:reference, such as openai:gpt-4o-2024-11-20." };
        var deployment = new Option<string?>("--deployment") { Description = "The name under which it is deployed." };
        var id = new Option<string?>("--id") { Description = "The name of the file, without its folder. Default: the reference." };
        var path = new Option<string?>("--path") { Description = "The file, where the policy looks for cards." };
        var owner = Owner();
        var date = Date();
        var command = new Command("new", "Write a model card with everything that the policy asks for, and placeholders.") { model, deployment, id, path, owner, date };
        command.SetAction(p => CardCommands.New(new CardNewOptions(
            p.GetValue(model)!, p.GetValue(deployment), p.GetValue(id), p.GetValue(path), p.GetValue(owner), p.GetValue(date))));
        return command;
    }

    private static Command LintCards()
    {
        var paths = new Argument<string[]>("paths") { Description = "Cards, or folders with cards. Default: all cards of the policy.", Arity = ArgumentArity.ZeroOrMore };
        var date = Date();
        var json = Json("Print the findings as JSON.");
        var command = new Command("lint", "Check model cards, and nothing else.") { paths, date, json };
        command.SetAction(p => CardCommands.Lint(p.GetValue(paths) ?? [], p.GetValue(date), p.GetValue(json)));
        return command;
    }

    private static Command Waive()
    {
        var about = new Argument<string>("rule") { Description = "A rule, by id or name, or a requirement of the policy." };
        var path = new Option<string?>("--path") { Description = "Glob over paths, relative to the folder of the policy." };
        var symbol = new Option<string?>("--symbol") { Description = "A member, type or namespace." };
        var model = new Option<string?>("--model") { Description = "provider:reference." };
        var dataset = new Option<string?>("--dataset") { Description = "Id of a dataset record." };
        var requirement = new Option<string?>("--requirement") { Description = "Id of a requirement." };
        var reason = new Option<string>("--reason") { Description = "Why the finding is acceptable, and until when.", Required = true };
        var owner = new Option<string>("--owner") { Description = "Who answers for it.", Required = true };
        var approvedBy = new Option<string?>("--approved-by") { Description = "Who agreed." };
        var approvedOn = new Option<string?>("--approved-on") { Description = "When they agreed, yyyy-MM-dd." };
        var expires = new Option<string>("--expires") { Description = "The last day on which it counts, yyyy-MM-dd, or a number of days: 90d.", Required = true };
        var ticket = new Option<string?>("--ticket") { Description = "Where it was discussed." };
        var id = new Option<string?>("--id") { Description = "A name of its own. Default: made of rule and scope." };
        var date = Date();
        var json = Json("Print the waiver and what it covers as JSON.");
        var command = new Command("waive", "Add a waiver, if the policy accepts it, and say what it covers.")
        {
            about, path, symbol, model, dataset, requirement, reason, owner, approvedBy, approvedOn, expires, ticket, id, date, json,
        };
        command.SetAction(p => WaiveCommand.Run(new WaiveOptions(
            p.GetValue(about)!,
            [.. new[] { ("path", path), ("symbol", symbol), ("model", model), ("dataset", dataset), ("requirement", requirement) }
                .Select(s => (s.Item1, Value: p.GetValue(s.Item2)))
                .Where(s => s.Value is not null)
                .Select(s => (s.Item1, s.Value!))])
        {
            Reason = p.GetValue(reason),
            Owner = p.GetValue(owner),
            ApprovedBy = p.GetValue(approvedBy),
            ApprovedOn = p.GetValue(approvedOn),
            Expires = p.GetValue(expires),
            Ticket = p.GetValue(ticket),
            Id = p.GetValue(id),
            EvaluationDate = p.GetValue(date),
            Json = p.GetValue(json),
        }));
        return command;
    }

    private static Command WriteReports()
    {
        var path = new Argument<string>("path") { Description = "A folder of the repository. Default: the current folder.", DefaultValueFactory = _ => "." };
        var formats = new Option<string[]>("--format")
        {
            Description = $"What to write: {string.Join(", ", ReportFormats.All.Select(f => f.Name))}. Several with commas. Default: all of them.",
            DefaultValueFactory = _ => [],
        };
        var folder = new Option<string?>("--out") { Description = "The folder to write to. Default: .governance/report." };
        var pack = new Option<string?>("--pack") { Description = "A folder for an auditor: every format, the policy with its layers, the evidence, and a manifest of digests." };
        var profile = Profile();
        var date = Date();
        var command = new Command("report", "Write what files and earlier builds show, for people and for programs.") { path, formats, folder, pack, profile, date };
        command.SetAction(p => ReportCommand.Run(new ReportOptions(
            p.GetValue(path)!, p.GetValue(formats) ?? [], p.GetValue(folder), p.GetValue(profile), p.GetValue(date), p.GetValue(pack))));
        return command;
    }

    private static Command DiffBoms()
    {
        var before = new Argument<string>("before") { Description = "A CycloneDX file, or a folder with governance.cdx.json: a repository, its reports, an artifact." };
        var after = new Argument<string>("after") { Description = "The same, as it is to be." };
        var failOnNew = new Option<bool>("--fail-on-new") { Description = "Exit with 1 when a model, a dataset or a place of use is new." };
        var json = Json("Print the changes as JSON.");
        var markdown = new Option<bool>("--markdown") { Description = "Print the changes as Markdown, for a pull request." };
        var command = new Command("diff", "Say which AI use is new, gone or another between two bills of materials.") { before, after, failOnNew, json, markdown };
        command.SetAction(p => BomDiffCommand.Run(new BomDiffOptions(p.GetValue(before)!, p.GetValue(after)!, p.GetValue(failOnNew), p.GetValue(json), p.GetValue(markdown))));
        return command;
    }

    private static Command VerifyPack()
    {
        var pack = new Argument<string>("pack") { Description = "The folder that 'governance report --pack' wrote." };
        var against = new Option<string?>("--against") { Description = "A repository: say which evidence has changed since." };
        var digest = new Option<string?>("--manifest-sha256") { Description = "The digest of the manifest, as it was printed when the pack was written." };
        var json = Json("Print the result as JSON.");
        var command = new Command("verify", "Say whether a pack is what it was: nothing missing, changed or added. Offline.") { pack, against, digest, json };
        command.SetAction(p => VerifyCommand.Run(new VerifyOptions(p.GetValue(pack)!, p.GetValue(against), p.GetValue(digest), p.GetValue(json))));
        return command;
    }

    private static Command Record()
    {
        var path = new Argument<string>("path") { Description = "A folder of the repository. Default: the current folder.", DefaultValueFactory = _ => "." };
        var folder = new Option<string?>("--out") { Description = "The folder to write to. Default: .governance/report." };
        var profile = Profile();
        var date = Date();
        var command = new Command("record", "Write what 'policy simulate' needs: facts, governance documents, and which files there are; no code and no configuration.") { path, folder, profile, date };
        command.SetAction(p => RecordCommand.Run(p.GetValue(path)!, p.GetValue(folder), p.GetValue(profile), p.GetValue(date)));
        return command;
    }

    private static Command Simulate()
    {
        var recordings = new Argument<string[]>("recordings") { Description = "Files of 'governance record', folders with them, or patterns.", Arity = ArgumentArity.OneOrMore };
        var policy = new Option<string>("--policy")
        {
            Description = "The changed policy: a file in place of each repository's own, or a policy pack (.nupkg, or its project's folder) in place of itself.",
            Required = true,
        };
        var date = new Option<string?>("--evaluation-date") { Description = "The day to decide for, yyyy-MM-dd. Default: the day of each recording." };
        var json = Json("Print everything as JSON.");
        var command = new Command("simulate", "Say what a changed policy would do to recorded repositories.") { recordings, policy, date, json };
        command.SetAction(p => PolicySimulateCommand.Run(p.GetValue(policy)!, p.GetValue(recordings) ?? [], p.GetValue(date), p.GetValue(json)));
        return command;
    }

    private static Command Fleet()
    {
        var paths = new Argument<string[]>("reports")
        {
            Description = "Files of 'governance report' (governance.json), folders with them, or patterns.",
            Arity = ArgumentArity.OneOrMore,
        };
        var model = new Option<string?>("--model") { Description = "Who uses it: provider:reference or a reference, with wildcards." };
        var retiringBy = new Option<string?>("--retiring-by") { Description = "Who is hit by a retirement until this day, yyyy-MM-dd." };
        var expect = new Option<string?>("--expect") { Description = "A file with the repositories that must have a report, one owner/name per line." };
        var failOnMissing = new Option<bool>("--fail-on-missing") { Description = "Exit with 1 when an expected report is missing, or one is old." };
        var staleAfter = new Option<string>("--stale-after") { Description = "From what age on a report is old. Default: 30d.", DefaultValueFactory = _ => "30d" };
        var expiring = new Option<string>("--expiring-within") { Description = "What counts as a waiver that ends soon. Default: 30d.", DefaultValueFactory = _ => "30d" };
        var folder = new Option<string?>("--out") { Description = "The folder for fleet.json, fleet.md and fleet.html." };
        var parquet = new Option<string?>("--parquet") { Description = "The folder for Parquet tables." };
        var date = Date();
        var json = Json("Print everything as JSON.");
        var command = new Command("fleet", "Merge the reports of many repositories: who may ship, who uses which model, which waivers end.")
        {
            paths, model, retiringBy, expect, failOnMissing, staleAfter, expiring, folder, parquet, date, json,
        };
        command.SetAction(p => FleetCommand.Run(new FleetOptions(p.GetValue(paths) ?? [])
        {
            Model = p.GetValue(model),
            RetiringBy = p.GetValue(retiringBy),
            Expect = p.GetValue(expect),
            FailOnMissing = p.GetValue(failOnMissing),
            StaleAfter = p.GetValue(staleAfter)!,
            ExpiringWithin = p.GetValue(expiring)!,
            Out = p.GetValue(folder),
            Parquet = p.GetValue(parquet),
            EvaluationDate = p.GetValue(date),
            Json = p.GetValue(json),
        }));
        return command;
    }

    private static Option<string?> Owner() => new("--owner") { Description = "Who answers for it; a placeholder otherwise." };

    private static Command ExplainRule()
    {
        var about = new Argument<string[]>("about")
        {
            Description = "A rule (GOV1001, FloatingModelReference), a requirement of the policy, or a finding: path:line, path(line), or 6 or more digits of its fingerprint. A rule after a place chooses among several.",
            Arity = new ArgumentArity(1, 2),
        };
        var path = new Option<string>("--path")
        {
            Description = "Where to look for the policy that applies. Default: the current folder.",
            DefaultValueFactory = _ => ".",
        };
        var profile = Profile();
        var date = Date();
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("explain", "Say what a rule finds or a requirement asks for, what the policy here says about it, and what clears a finding.") { about, path, profile, date, json };
        command.SetAction(parsed => ExplainCommand.Run(new ExplainOptions(
            parsed.GetValue(about) ?? [], parsed.GetValue(path)!, parsed.GetValue(profile), parsed.GetValue(date), parsed.GetValue(json))));
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
