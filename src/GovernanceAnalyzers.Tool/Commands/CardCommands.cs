using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Starting;

namespace GovernanceAnalyzers.Tool.Commands;

internal sealed record CardNewOptions(string Model, string? Deployment, string? Id, string? Path, string? Owner, string? EvaluationDate);

/// <summary><c>governance card new</c> and <c>governance card lint</c>.</summary>
internal static class CardCommands
{
    public static int New(CardNewOptions options)
    {
        if (!Dates.TryGet(options.EvaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        if (CardStub.ReferenceProblem(options.Model) is { } wrong)
        {
            return Bad(wrong + ".");
        }

        var input = Compile(".", date);
        if (input is null)
        {
            return ExitCodes.BadInput;
        }

        var provider = options.Model[..options.Model.IndexOf(':', StringComparison.Ordinal)];
        var providers = ShippedCatalogue.Instance.Models.Select(m => m.Provider).ToArray();
        var fact = new ModelReferenceFact { Provider = provider, Value = options.Model[(provider.Length + 1)..] };
        if (input.Cards.FirstOrDefault(c => new CardReference(c.Path, [.. c.Models.Select(m => $"{m.Provider}:{m.Reference}")], []).Documents(fact)) is { } there)
        {
            return Bad($"{there.Path} is the card of {options.Model} already.");
        }

        var path = options.Path?.Replace('\\', '/') ?? StartPlan.CardPath(input, options.Id ?? fact.Value!);
        var full = Path.GetFullPath(options.Path is null ? Path.Combine(input.Tree.Root, path) : path);
        path = input.Tree.Relative(full);
        if (!input.Policy.Cards.Any(c => Glob.IsPathMatch(c, path)))
        {
            return Bad($"{path} is not where the policy looks for model cards ({string.Join(", ", input.Policy.Cards)}), so nobody would read it.");
        }

        if (File.Exists(full))
        {
            return Bad($"{path} is there already, and is not overwritten.");
        }

        var text = CardStub.Write(options.Model, options.Deployment ?? "", options.Owner?.Trim() ?? "", path, input, input.Register);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        using (var stream = new FileStream(full, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(new System.Text.UTF8Encoding(false).GetBytes(text));
        }

        Console.WriteLine($"Wrote {path} with {new StartFile(path, text, "").Placeholders} placeholders, which fail until a person fills them in.");
        if (!providers.Contains(provider))
        {
            var near = NearestName.Find(provider, providers);
            Console.WriteLine($"The catalogue knows no provider '{provider}'{(near is null ? "" : $"; did you mean '{near}'?")}");
        }

        Console.WriteLine("Next: governance card lint");
        return ExitCodes.Clean;
    }

    public static int Lint(IReadOnlyList<string> paths, string? evaluationDate, bool asJson)
    {
        if (!Dates.TryGet(evaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        if (paths.FirstOrDefault(p => !File.Exists(p) && !Directory.Exists(p)) is { } nothing)
        {
            return Bad($"'{nothing}' does not exist.");
        }

        using var progress = Progress.Start(asJson);
        progress.Phase("Reading model cards");
        var input = Compile(paths.Count > 0 ? paths[0] : ".", date);
        if (input is null)
        {
            return ExitCodes.BadInput;
        }

        var wanted = paths.Select(Path.GetFullPath).ToArray();
        var cards = CardFiles(input).Where(c => wanted.Length == 0 || wanted.Any(w => IsAt(Path.Combine(input.Tree.Root, c), w))).ToArray();
        if (wanted.FirstOrDefault(w => File.Exists(w) && !cards.Any(c => IsAt(Path.Combine(input.Tree.Root, c), w))) is { } other)
        {
            return Bad($"{input.Tree.Relative(other)} is not where the policy looks for model cards ({string.Join(", ", input.Policy.Cards)}).");
        }

        var results = RepositoryChecks.OfCards(input)
            .Where(f => cards.Contains(f.Place.Path, StringComparer.Ordinal))
            .Select(f => input.Waivers.FirstOrDefault(w => w.IsActive(input.Today) && w.Covers(f)) is { } waiver
                ? new Result(f, ResultStatus.Waived, waiver.Id, waiver.Reason)
                : new Result(f, ResultStatus.Open))
            .ToArray();
        results = [.. Report.Merge(input.Baseline.Apply(results))];
        progress.Dispose();
        var open = results.Where(r => r.Status == ResultStatus.Open).ToArray();
        if (asJson)
        {
            Console.Write(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("schemaVersion", "1");
                json.WriteStartArray("cards");
                foreach (var card in cards)
                {
                    json.WriteStringValue(card);
                }

                json.WriteEndArray();
                json.WriteStartArray("findings");
                foreach (var result in results)
                {
                    json.WriteStartObject();
                    ProjectRunFile.WriteResult(json, result);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }));
        }
        else
        {
            foreach (var finding in open.Select(r => r.Finding))
            {
                var place = finding.Place with { Path = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(input.Tree.Root, finding.Place.Path)) };
                Console.WriteLine($"{place}: {finding.Severity.ToWord()} {finding.RuleId}: {finding.Message}");
            }

            var counted = cards.Length == 1 ? "1 card" : $"{cards.Length} cards";
            Console.WriteLine($"{counted}, {(open.Length == 0 ? "no findings" : open.Length == 1 ? "1 finding" : $"{open.Length} findings")}{(results.Length > open.Length ? $", {results.Length - open.Length} waived or known" : "")}.");
        }

        return open.Any(r => r.Finding.Severity >= input.Policy.FailOn) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static IEnumerable<string> CardFiles(PolicyCompiler input) => input.Policy.Cards
        .SelectMany(g => RepositoryFiles.Match(input.Tree, g, input.Inputs))
        .Select(input.Tree.Relative)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static bool IsAt(string file, string wanted) =>
        string.Equals(Path.GetFullPath(file), wanted, StringComparison.Ordinal)
        || Path.GetFullPath(file).StartsWith(wanted.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The policy at a place with what it reads; null, with the reason told, where it cannot be relied on.</summary>
    internal static PolicyCompiler? Compile(string path, CalendarDate date)
    {
        var input = PolicyCompiler.Run(PolicySource.At(path), date);
        if (!input.IsInvalid)
        {
            return input;
        }

        foreach (var finding in input.PolicyFindings.Where(f => f.RuleId is "GOV0001" or "GOV0003" or "GOV0004" && f.Severity == Severity.Error))
        {
            Console.Error.WriteLine($"{finding.Place}: error {finding.RuleId}: {finding.Message}");
        }

        Bad("the policy cannot be relied on. Fix the errors above.");
        return null;
    }

    internal static int Bad(string message)
    {
        Console.Error.WriteLine("governance: " + message);
        return ExitCodes.BadInput;
    }
}
