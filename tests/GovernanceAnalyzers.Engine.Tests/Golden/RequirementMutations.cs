using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Tests.Golden;

/// <summary>One thing taken away or spoilt, and the findings that this has to give.</summary>
/// <param name="Requirement">The one that it is meant for.</param>
/// <param name="Aspect">What of the requirement is broken, in words: <c>'owner' removed</c>.</param>
internal sealed record RequirementMutation(string World, string Requirement, string Aspect, Edits Edits, IReadOnlySet<Expectation> Expected)
{
    public override string ToString() => $"{Requirement}: {Aspect} ({World}; {string.Join(", ", Edits.Keys)})";
}

/// <summary>
/// Derives mutations from what a requirement says: each of its conditions is broken once, in the first piece of golden evidence that has
/// what the condition is about. Nothing here names a requirement.
/// </summary>
internal sealed class RequirementMutations(GoldenWorld world)
{
    private const string Placeholder = "TODO";

    private readonly IReadOnlySet<Expectation> _atRest = GoldenOracle.Expect(world, world.Asked);

    /// <summary>Conditions for which no golden evidence could be broken. Each is a gap of the generator or of the golden repository.</summary>
    public List<string> Gaps { get; } = [];

    /// <param name="done">Requirements, as they are asked of a risk tier, that another world has mutations for. Receives those of this world.</param>
    public IReadOnlyList<RequirementMutation> All(ISet<Requirement> done)
    {
        if (_atRest.Count > 0)
        {
            throw new InvalidOperationException("The golden repository is not golden: " + string.Join(", ", _atRest));
        }

        var mutations = new List<RequirementMutation>();
        foreach (var group in world.Asked.GroupBy(a => a.Asked).Where(g => done.Add(g.Key)))
        {
            var subjects = group.Select(a => a.Of).ToArray();
            foreach (var (aspect, change) in Aspects(group.Key))
            {
                var found = subjects.Select(change).SelectMany(c => c).FirstOrDefault(c => c.Expected.Any(e => e.Requirement == group.Key.Id));
                if (found.Edits is null)
                {
                    Gaps.Add($"{world.Name}: {group.Key.Id}: {aspect}");
                }
                else
                {
                    mutations.Add(new RequirementMutation(world.Name, group.Key.Id, aspect, found.Edits, found.Expected));
                }
            }
        }

        return mutations;
    }

    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<(Edits Edits, IReadOnlySet<Expectation> Expected)>> Change)> Aspects(Requirement asked)
    {
        switch (asked.Kind)
        {
            case RequirementShape.Metric:
                return OfMetric(asked).Select(a => (a.Aspect, Foretold(a.Change)));
            case RequirementShape.Record:
                return OfFields(asked).Concat(OfSections(asked)).Concat(OfReview(asked)).Concat(OfStatements(asked)).Select(a => (a.Aspect, Foretold(a.Change))).Concat(OfMissingRecords(asked));
            case RequirementShape.Document or RequirementShape.Review:
                return OfFiles(asked).Concat(OfFields(asked)).Concat(OfSections(asked)).Concat(OfReview(asked)).Concat(OfStatements(asked)).Select(a => (a.Aspect, Foretold(a.Change)));
            default:
                throw new NotSupportedException($"No mutation is known for requirements of kind '{asked.Kind}'.");
        }
    }

    /// <summary>With the findings that the changed worlds have to give.</summary>
    private Func<GoldenSubject, IEnumerable<(Edits, IReadOnlySet<Expectation>)>> Foretold(Func<GoldenSubject, IEnumerable<GoldenWorld>> change) => subject => change(subject).Select(changed =>
    {
        var edits = changed.Edits();
        var expected = GoldenOracle.Expect(changed);
        expected.UnionWith(GoldenOracle.ExpectOfForms(world, edits));
        expected.UnionWith(EvidenceOracle.Expect(changed));
        return (edits, (IReadOnlySet<Expectation>)expected);
    });

    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<GoldenWorld>> Change)> OfFiles(Requirement asked)
    {
        foreach (var pattern in asked.Paths)
        {
            if (!asked.Optional)
            {
                yield return ($"no {pattern}", s => [Files(s).Aggregate(world, (w, f) => w.Without(f))]);
            }

            yield return ($"a placeholder as {pattern}", s => Files(s).Select(f => world.Without(f, isSpoilt: true)));

            IReadOnlyList<string> Files(GoldenSubject subject) => world.Matching(pattern.Replace("{" + asked.Per + "}", subject.Subject.Slug));
        }
    }

    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<GoldenWorld>> Change)> OfFields(Requirement asked)
    {
        foreach (var c in asked.Fields.Where(c => asked.ReviewWithin is null || c.Path != GoldenOracle.ReviewField(asked)))
        {
            var isList = c.Path.Contains('[');
            if (c.Absent)
            {
                yield return ($"'{c.Path}' there", s => Change(asked, s, c.Path, "something", evenIfAbsent: true));
                continue;
            }

            if (!c.Optional || isList)
            {
                yield return ($"'{c.Path}' removed", s => Change(asked, s, c.Path, null));
            }

            if (!c.Optional && isList)
            {
                yield return ($"the list of '{c.Path}' removed", s => Documents(asked, s).Select(d => Changed(d, s, root =>
                {
                    if (GoldenField.List(root, c.Path) is var (holder, key))
                    {
                        holder.Remove(key);
                    }
                })));
            }

            yield return ($"'{c.Path}' a placeholder", s => Change(asked, s, c.Path, Placeholder));
            if (c.AtLeast is { } low)
            {
                yield return ($"'{c.Path}' below {low}", s => Change(asked, s, c.Path, Beyond(low, -1)));
            }

            if (c.AtMost is { } high)
            {
                yield return ($"'{c.Path}' above {high}", s => Change(asked, s, c.Path, Beyond(high, 1)));
            }

            if (c.AtLeast is not null || c.AtMost is not null)
            {
                yield return ($"'{c.Path}' no quantity", s => Change(asked, s, c.Path, "plenty"));
            }

            if (c.OneOf is { } answers)
            {
                // The first that the form of the file lets pass, so that the requirement alone has something to say.
                yield return ($"'{c.Path}' another answer", s => new[] { "something else", "true", "false", "open" }
                    .Where(a => !answers.Contains(a))
                    .SelectMany(a => Change(asked, s, c.Path, a))
                    .OrderBy(w => GoldenOracle.ExpectOfForms(world, w.Edits()).Count()));
            }

            foreach (var answer in c.Not)
            {
                yield return ($"'{c.Path}' {answer}", s => Change(asked, s, c.Path, answer));
            }

            if (c.File)
            {
                yield return ($"'{c.Path}' no file", s => Change(asked, s, c.Path, "governance/no-such-file.md"));
                yield return ($"'{c.Path}' outside", s => Change(asked, s, c.Path, "../outside.md"));
            }
        }
    }

    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<GoldenWorld>> Change)> OfSections(Requirement asked)
    {
        foreach (var wanted in asked.Sections)
        {
            var name = wanted.Split('|')[0].Trim();
            yield return ($"section '{name}' removed", s => Body(s, (body, section) => body.RemoveRange(section.Start, section.End - section.Start)));
            yield return ($"section '{name}' empty", s => Body(s, (body, section) => body.RemoveRange(section.Start + 1, section.End - section.Start - 1)));
            yield return ($"section '{name}' a placeholder", s => Body(s, (body, section) =>
            {
                body.RemoveRange(section.Start + 1, section.End - section.Start - 1);
                body.InsertRange(section.Start + 1, ["", Placeholder + ": write this", ""]);
            }));

            // Every section that speaks of it, from the last on: what comes before it stays where it is.
            IEnumerable<GoldenWorld> Body(GoldenSubject subject, Action<List<string>, GoldenSection> change) => Documents(asked, subject).Where(d => d.Body is not null).Select(d =>
            {
                var changed = d.Clone();
                foreach (var start in d.Sections().Where(s => GoldenOracle.SpeaksOf(s.Title, wanted)).Select(s => s.Start).Reverse())
                {
                    change(changed.Body!, changed.Sections().Single(s => s.Start == start));
                }

                return world.With(changed);
            });
        }
    }

    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<GoldenWorld>> Change)> OfReview(Requirement asked)
    {
        if (asked.ReviewWithin is not { } days)
        {
            yield break;
        }

        var field = GoldenOracle.ReviewField(asked);
        yield return ("reviewed too long ago", s => All(s, DaysAgo(days + 1)));
        yield return ("reviewed in the future", s => All(s, DaysAgo(-1)));
        yield return ("reviewed on no date", s => All(s, "last spring"));
        yield return ("reviewed on a placeholder", s => All(s, Placeholder));
        yield return ("never reviewed", s => All(s, null));

        // The newest date counts, so all of them have to change.
        IEnumerable<GoldenWorld> All(GoldenSubject subject, string? date) =>
        [
            Documents(asked, subject).Aggregate(world, (w, d) =>
            {
                var changed = d.Clone();
                foreach (var place in GoldenField.In(Root(changed, subject), field).Where(p => p.Holder is not null))
                {
                    Set(place, date);
                }

                return w.With(changed);
            }),
        ];
    }

    /// <summary>Statements that the requirement does not apply: where that is not accepted, or not complete.</summary>
    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<GoldenWorld>> Change)> OfStatements(Requirement asked)
    {
        if (!asked.MayBeNotApplicable)
        {
            yield return ("set aside", s => With(s, Statement(asked.Id)));
        }
        else if (asked.Kind != RequirementShape.Record)
        {
            // The forms of records ask for all of a statement by themselves.
            yield return ("set aside by nobody", s => With(s, new JsonObject { ["requirement"] = asked.Id, ["reason"] = "no time" }));
        }

        IEnumerable<GoldenWorld> With(GoldenSubject subject, JsonObject statement) =>
            Documents(asked, subject).Select(d => Changed(d, subject, root => root["notApplicable"] = new JsonArray(statement.DeepClone())));
    }

    /// <summary>A register without a supplier, or without any system.</summary>
    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<(Edits, IReadOnlySet<Expectation>)>> Change)> OfMissingRecords(Requirement asked)
    {
        var (list, reference) = asked.In switch
        {
            RequirementShape.InSystem => ("systems", "usedBy"),
            RequirementShape.InSupplier => ("suppliers", "supplier"),
            _ => ("", ""),
        };
        var missed = world.Policy.Requirements
            .Where(r => r.Kind == RequirementShape.Record && r.In == asked.In)
            .Select(r => r.For(list == "systems" ? RiskTier.Unknown : world.Repository.Subject.Tier))
            .Where(r => !r.Optional && r.AppliesTo.Matches((key, value) =>
                !(list == "systems" && key is "riskTier" or "dataClasses") && world.Repository.Subject.Has(key, value)))
            .Select(r => new Expectation("GOV2006", r.Id))
            .ToHashSet();
        if (list.Length == 0 || !missed.Any(m => m.Requirement == asked.Id))
        {
            yield break;
        }

        yield return ($"no {list}", _ =>
        {
            var register = world.Document(GoldenTree.Register)!.Clone();
            register.Fields.Remove(list);
            foreach (var model in (JsonArray)register.Fields["models"]!)
            {
                ((JsonObject)model!).Remove(reference);
            }

            missed.UnionWith(EvidenceOracle.Expect(world.With(register)));
            return [(new Edits().With(register.Path, register.ToString()), missed)];
        });
    }

    private IEnumerable<(string Aspect, Func<GoldenSubject, IEnumerable<GoldenWorld>> Change)> OfMetric(Requirement asked)
    {
        var metric = asked.Metric ?? new MetricCondition();
        if (!asked.Optional && asked.Metric is null)
        {
            yield return ("no evaluation", s => [Evaluations(s).Aggregate(world, (w, d) => w.Without(d.Path))]);
        }

        if (!asked.Optional && metric.Environment is { } environments)
        {
            yield return ("evaluated elsewhere", s => Each(s, e => e["environment"] = environments.Contains("test") ? "ci" : "test"));
        }

        if (!asked.Optional && metric.DatasetKind is { } kinds)
        {
            yield return ("evaluated on other data", s => Each(s, e => e["dataset"]!["kind"] = kinds.Contains("public") ? "own" : "public"));
        }

        if (!asked.Optional && metric.Names.Count > 0)
        {
            yield return ("not measured", s => Each(s, e =>
            {
                var metrics = (JsonArray)e["metrics"]!;
                foreach (var measured in metrics.Where(m => metric.Names.Contains(m!["name"]!.ToString())).ToArray())
                {
                    metrics.Remove(measured);
                }
            }));
        }

        if (metric.AtLeast is { } low)
        {
            yield return ($"below {low}", s => First(s, v => SetValue(v, low.Value - 0.001m)));
        }

        if (metric.AtMost is { } high)
        {
            yield return ($"above {high}", s => First(s, v => SetValue(v, high.Value + 0.001m)));
        }

        if (metric.MinSamples is { } samples)
        {
            yield return ("too few samples", s => First(s, v => v["samples"] = (samples - 1).ToString(CultureInfo.InvariantCulture)));
            yield return ("samples not said", s => First(s, v => v.Remove("samples")));
        }

        if (metric.Interval)
        {
            yield return ("no interval", s => First(s, v => v.Remove("interval")));
        }

        if ((metric.MaxAge ?? asked.ReviewWithin) is { } age)
        {
            yield return ("too old", s => Each(s, e => e["date"] = DaysAgo(age + 1)));
        }

        if (metric.Declared)
        {
            yield return ("no threshold declared", s => Register(s, (thresholds, name) => thresholds.Remove(name)));
            yield return ("beyond the declared threshold", s => First(s, v =>
            {
                var threshold = MetricOracle.Threshold(world, s, v["name"]!.ToString())!;
                SetValue(v, threshold["atLeast"] is { } least ? MetricOracle.Number(least.ToString()) - 0.001m : MetricOracle.Number(threshold["atMost"]!.ToString()) + 0.001m);
            }));
        }

        if (metric.Signed)
        {
            yield return ("not signed", s => Each(s, e => e.Remove("signedBy")));
            yield return ("signed by a placeholder", s => Each(s, e => e["signedBy"] = Placeholder));
        }

        if (metric.Reviewed)
        {
            yield return ("not reviewed", s => Each(s, e => e.Remove("reviewedBy")));
            yield return ("reviewed by a placeholder", s => Each(s, e => e["reviewedBy"] = Placeholder));
            yield return ("reviewed by the owner", s => Each(s, e => e["reviewedBy"] = s.Subject.Owners.First()));
            yield return ("reviewed by who signed", s => Each(s, e => e["reviewedBy"] = e["signedBy"]!.ToString()));
        }

        if (!asked.MayBeNotApplicable)
        {
            yield return ("set aside", s => Each(s, e => e["notApplicable"] = new JsonArray(Statement(asked.Id))));
        }

        IEnumerable<GoldenDocument> Evaluations(GoldenSubject model) =>
            world.Evaluations.Select(world.Document).OfType<GoldenDocument>().Where(d => d.Fields["model"]!.ToString() == model.Subject.Model);

        // All evaluations of the model, which are of one day.
        IEnumerable<GoldenWorld> Each(GoldenSubject model, Action<JsonObject> change) =>
            IsOpen(model)
                ? [Evaluations(model).Aggregate(world, (w, d) =>
                {
                    var changed = d.Clone();
                    change(changed.Fields);
                    return w.With(changed);
                })]
                : [];

        IEnumerable<GoldenWorld> First(GoldenSubject model, Action<JsonObject> change)
        {
            foreach (var changed in IsOpen(model) ? Evaluations(model).Select(d => d.Clone()) : [])
            {
                if (MetricOracle.Values([changed.Fields], metric).FirstOrDefault() is { } value)
                {
                    change(value);
                    yield return world.With(changed);
                }
            }
        }

        IEnumerable<GoldenWorld> Register(GoldenSubject model, Action<JsonObject, string> change)
        {
            foreach (var value in MetricOracle.Values(Evaluations(model).Select(d => d.Fields), metric).Where(_ => IsOpen(model)))
            {
                yield return Changed(world.Document(GoldenTree.Register)!, model, root => change((JsonObject)root["thresholds"]!, value["name"]!.ToString()));
            }
        }

        bool IsOpen(GoldenSubject model) => !MetricOracle.IsSetAside(asked, Evaluations(model).Select(d => d.Fields));
    }

    /// <summary>The files in which the evidence stands.</summary>
    private IEnumerable<GoldenDocument> Documents(Requirement asked, GoldenSubject subject) => asked.Kind == RequirementShape.Record
        ? [world.Document(subject.Path)!]
        : asked.Paths.SelectMany(p => world.Matching(p.Replace("{" + asked.Per + "}", subject.Subject.Slug))).Select(p => world.Document(p)!);

    /// <summary>Another answer, or none, in the first place that has one: one world for each file.</summary>
    private IEnumerable<GoldenWorld> Change(Requirement asked, GoldenSubject subject, string field, string? answer, bool evenIfAbsent = false) =>
        Documents(asked, subject).Select(d => Changed(d, subject, root =>
        {
            if (GoldenField.In(root, field).FirstOrDefault(p => p.Holder is not null && (evenIfAbsent || p.Value is not null)) is { } place)
            {
                Set(place, answer);
            }
        }));

    private GoldenWorld Changed(GoldenDocument document, GoldenSubject subject, Action<JsonObject> change)
    {
        var changed = document.Clone();
        change(Root(changed, subject));
        return world.With(changed);
    }

    private static JsonObject Root(GoldenDocument document, GoldenSubject subject) => document.Path == subject.Path ? subject.Fields(document) : document.Fields;

    private static void Set(GoldenPlace place, string? answer)
    {
        if (answer is null)
        {
            place.Holder!.Remove(place.Key);
        }
        else
        {
            place.Holder![place.Key] = answer;
        }
    }

    private static JsonObject Statement(string requirement) => new()
    {
        ["requirement"] = requirement, ["reason"] = "it is too much work", ["approvedBy"] = "somebody", ["date"] = DaysAgo(10),
    };

    /// <summary>An interval has to hold its value, or the evaluation counts for nothing.</summary>
    private static void SetValue(JsonObject measured, decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        measured["value"] = text;
        measured["interval"] = new JsonArray(text, text);
    }

    private static string Beyond(Quantity limit, int direction) => limit.IsDuration
        ? new Quantity(limit.Value + (direction * 86400), true).ToString()
        : (limit.Value + (direction * 0.001m)).ToString(CultureInfo.InvariantCulture);

    private static string DaysAgo(int days) => GoldenFolder.Today.AddDays(-days).ToString();
}
