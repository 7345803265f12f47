using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Models;

/// <summary>Model rules as lines of the compiled policy. <c>model.provider</c> opens a provider; the lines after it belong to it.</summary>
public static class ModelRecords
{
    public const string Provider = "model.provider";
    private const string Strip = "model.strip";
    private const string Rule = "model.rule";
    private const string Otherwise = "model.otherwise";
    private const string Family = "model.family";
    private const string RetiresAs = "model.retires-as";
    private const string Retires = "model.retirement";
    private const string Yes = "yes";

    public static bool IsModelRecord(string recordType) => recordType.StartsWith("model.", StringComparison.Ordinal);

    public static IEnumerable<string> Write(ProviderModels provider)
    {
        yield return Record.Format(Provider, provider.Provider, provider.Name, provider.AsOf.ToString(), Flag(provider.AllowsSpaces));
        foreach (var pattern in provider.Strip)
        {
            yield return Record.Format(Strip, pattern);
        }

        foreach (var r in provider.Rules)
        {
            yield return Record.Format(
                [Rule, .. Fields(r.Outcome), r.Match, Record.JoinList(r.Ids), Flag(r.HasSnapshots), r.Date, r.AtLeast]);
        }

        yield return Record.Format([Otherwise, .. Fields(provider.Otherwise)]);
        foreach (var f in provider.Families)
        {
            yield return Record.Format(Family, Record.JoinList(f.Names), Record.JoinList(f.Snapshots));
        }

        if (provider.RetiresAs is { } name)
        {
            yield return Record.Format(RetiresAs, name.Match, name.As);
        }

        foreach (var r in provider.Retirements)
        {
            yield return Record.Format(Retires, r.Model, r.Date.ToString(), r.After, r.Replacement, Flag(r.NotBefore));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, provider after provider.</summary>
    public static IReadOnlyList<ProviderModels> Read(IEnumerable<string[]> records) => Split(records).Select(ReadProvider).ToArray();

    /// <summary>The records of each provider, its <c>model.provider</c> first, still unread.</summary>
    internal static IReadOnlyList<IReadOnlyList<string[]>> Split(IEnumerable<string[]> records)
    {
        var providers = new List<List<string[]>>();
        foreach (var r in records)
        {
            if (r[0] == Provider)
            {
                providers.Add([]);
            }

            providers[providers.Count - 1].Add(r);
        }

        return providers;
    }

    internal static ProviderModels ReadProvider(IReadOnlyList<string[]> records)
    {
        var strip = new List<string>();
        var rules = new List<ModelRule>();
        var families = new List<ModelFamily>();
        var retirements = new List<Retirement>();
        ModelOutcome? otherwise = null;
        RetirementName? retiresAs = null;
        foreach (var r in records.Skip(1))
        {
            switch (r[0])
            {
                case Strip:
                    strip.Add(r[1]);
                    break;
                case Rule:
                    rules.Add(new ModelRule(ReadOutcome(r))
                    {
                        Match = r[4],
                        Ids = Record.SplitList(r[5]),
                        HasSnapshots = r[6] == Yes,
                        Date = r[7],
                        AtLeast = r[8],
                    });
                    break;
                case Otherwise:
                    otherwise = ReadOutcome(r);
                    break;
                case Family:
                    families.Add(new ModelFamily(Record.SplitList(r[1]), Record.SplitList(r[2])));
                    break;
                case RetiresAs:
                    retiresAs = new RetirementName(r[1], r[2]);
                    break;
                case Retires:
                    retirements.Add(new Retirement(r[1], CalendarDate.Parse(r[2]), r[3], r[4]) { NotBefore = r[5] == Yes });
                    break;
            }
        }

        var header = records[0];
        return new ProviderModels(header[1], header[2], CalendarDate.Parse(header[3]))
        {
            AllowsSpaces = header[4] == Yes,
            Strip = strip,
            Rules = rules,
            Otherwise = otherwise ?? throw new FormatException($"The model records of '{header[1]}' lack '{Otherwise}'."),
            Families = families,
            RetiresAs = retiresAs,
            Retirements = retirements,
        };
    }

    private static string Flag(bool value) => value ? Yes : "";

    private static string[] Fields(ModelOutcome outcome) => [outcome.Verdict.ToString(), outcome.Assurance.ToString(), outcome.Reason];

    private static ModelOutcome ReadOutcome(string[] r) =>
        new((PinVerdict)Enum.Parse(typeof(PinVerdict), r[1]), (Assurance)Enum.Parse(typeof(Assurance), r[2]), r[3]);
}
