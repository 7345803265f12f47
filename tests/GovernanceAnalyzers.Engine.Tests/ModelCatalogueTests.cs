using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

public class ModelCatalogueTests
{
    private static readonly IReadOnlyList<ProviderModels> Shipped = ShippedModels.Load();

    private static readonly ModelCatalogue Catalogue = ModelCatalogue.From(Shipped);

    public static TheoryData<string> Files => [.. ShippedModels.Files()];

    public static TheoryData<string> Providers => [.. Shipped.Select(p => p.Provider)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_shipped_file_is_sound_and_named_after_its_provider(string file)
    {
        var problems = new List<FileProblem>();
        var provider = ShippedModels.Read(file, problems);

        Assert.Empty(problems);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), provider!.Provider);
    }

    [Fact]
    public void Every_provider_of_the_vectors_is_shipped()
    {
        var expected = Vectors.Read("pinning.csv").Select(v => v[0]).Where(p => p != "config").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, Catalogue.Providers);
    }

    [Theory]
    [InlineData("openai", "gpt-4o", "gpt-4o-2024-11-20", "gpt-4o-2024-08-06", "gpt-4o-2024-05-13")]
    [InlineData("openai", "GPT-4o ", "gpt-4o-2024-11-20", "gpt-4o-2024-08-06", "gpt-4o-2024-05-13")]
    [InlineData("openai", "gpt-3.5-turbo", "gpt-3.5-turbo-0125", "gpt-3.5-turbo-1106", "gpt-3.5-turbo-0613", "gpt-3.5-turbo-0301")]
    [InlineData("openai", "omni-moderation-latest", "omni-moderation-2024-09-26")]
    [InlineData("openai", "chatgpt-4o-latest")]
    [InlineData("openai", "gpt-4o-2024-08-06")]
    [InlineData("openai", "gpt-5.6-sol")]
    [InlineData("anthropic", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929")]
    [InlineData("anthropic", "claude-3-5-sonnet-latest", "claude-3-5-sonnet-20241022", "claude-3-5-sonnet-20240620")]
    [InlineData("anthropic", "claude-opus-4-6")]
    [InlineData("google-gemini", "models/gemini-2.0-flash", "gemini-2.0-flash-001")]
    [InlineData("google-vertex", "text-bison", "text-bison@002")]
    [InlineData("mistral", "mistral-large-latest", "mistral-large-2512", "mistral-large-2411", "mistral-large-2407")]
    [InlineData("cohere", "command-r", "command-r-08-2024", "command-r-03-2024")]
    [InlineData("xai", "grok-4", "grok-4-0709")]
    public void A_moving_reference_is_answered_with_its_pinned_forms_newest_first(string provider, string reference, params string[] forms) =>
        Assert.Equal(forms, Catalogue.Classify(provider, reference).PinnedForms);

    [Fact]
    public void Pinned_forms_are_pinned_and_belong_to_moving_references_only()
    {
        foreach (var provider in Shipped)
        {
            foreach (var form in provider.Families.SelectMany(f => f.Snapshots))
            {
                Assert.Equal((form, PinVerdict.Pinned), (form, Catalogue.Classify(provider.Provider, form).Verdict));
            }

            foreach (var name in provider.Families.SelectMany(f => f.Names))
            {
                Assert.NotEmpty(Catalogue.Classify(provider.Provider, name).PinnedForms);
            }
        }
    }

    /// <summary>GOV1001 offers the forms before the first retired one; what follows would be older and, most likely, gone without a record.</summary>
    [Fact]
    public void A_snapshot_older_than_a_retired_one_has_a_retirement_too()
    {
        var today = CalendarDate.Parse("2026-11-20");
        var older = Shipped
            .Where(p => p.Provider == "openai")
            .SelectMany(p => p.Families)
            .SelectMany(f => f.Snapshots.SkipWhile(s => !(Catalogue.FindRetirement("openai", s)?.Date <= today)))
            .ToArray();
        Assert.NotEmpty(older);
        Assert.All(older, s => Assert.NotNull(Catalogue.FindRetirement("openai", s)));
    }

    [Theory]
    [InlineData("openai", "gpt-5.6-sol", Assurance.None, "no dated snapshots since GPT-5.6")]
    [InlineData("openai", "gpt-4o-2024-13-45", Assurance.None, "no calendar has that day")]
    [InlineData("anthropic", "claude-opus-4-6", Assurance.Documented, "keeps one version under each name")]
    [InlineData("google-gemini", "gemini-2.5-pro", Assurance.Weak, "usually does not change")]
    [InlineData("mistral", "labs-devstral-small-2512", Assurance.Documented, "silently")]
    [InlineData("azure-openai", "my-gpt4o-2024-08-06", Assurance.None, "name of a deployment")]
    public void The_reason_says_why(string provider, string reference, Assurance assurance, string part)
    {
        var answer = Catalogue.Classify(provider, reference);
        Assert.Equal(assurance, answer.Assurance);
        Assert.Contains(part, answer.Reason);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_placeholder_is_indeterminate_with_every_provider(string provider)
    {
        string[] placeholders =
            ["", " ", "${MODEL}", "gpt-4o-${VERSION}", "%MODEL_NAME%", "$(Model)", "$MODEL", "{{ model }}", "gpt-4o-{0}", "#{Model}#", "<model>", "your-model-id", "TODO"];
        foreach (var placeholder in placeholders)
        {
            Assert.Equal((placeholder, PinVerdict.Indeterminate), (placeholder, Catalogue.Classify(provider, placeholder).Verdict));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("acme-ai")]
    [InlineData(null)]
    public void An_unknown_provider_is_indeterminate(string? provider)
    {
        var answer = Catalogue.Classify(provider!, "gpt-4o-2024-08-06");
        Assert.Equal(PinVerdict.Indeterminate, answer.Verdict);
        Assert.Contains("provider", answer.Reason);
        Assert.Null(Catalogue.FindRetirement(provider!, "gpt-4o-2024-08-06"));
        Assert.Null(Catalogue.AsOf(provider!));
    }

    [Fact]
    public void Every_known_retirement_is_found()
    {
        foreach (var r in Vectors.Read("retirements.csv"))
        {
            var found = Catalogue.FindRetirement(r[0], r[1]);
            if (r[3] == "not-before")
            {
                Assert.Null(found);
                Assert.Equal(r[2], Catalogue.GuaranteedUntil(r[0], r[1]).ToString());
            }
            else
            {
                Assert.Equal((r[1], r[2], r[4], r[5]), (found!.Model, found.Date.ToString(), found.After, found.Replacement));
                Assert.Null(Catalogue.GuaranteedUntil(r[0], r[1]));
            }
        }
    }

    [Theory]
    [InlineData("openai", " GPT-4o-2024-08-06", "2027-01-14")]
    [InlineData("openai", "ft:gpt-4o-2024-08-06:acme:bot:AbC", "2027-01-14")]
    [InlineData("openai", "gpt-4o-2030-01-01", null)]
    [InlineData("google-gemini", "models/gemini-2.5-pro", "2026-12-01")]
    [InlineData("google-vertex", "publishers/google/models/gemini-2.5-pro", "2026-10-20")]
    [InlineData("aws-bedrock", "us.anthropic.claude-3-7-sonnet-20250219-v1:0", "2026-04-28")]
    [InlineData("azure-openai", "gpt-4;0613", "2025-06-06")]
    [InlineData("azure-openai", "model.name=gpt-4;model.version=0613;versionUpgradeOption=NoAutoUpgrade", "2025-06-06")]
    [InlineData("azure-openai", "gpt-4", null)]
    public void A_retirement_is_found_through_the_spellings_of_a_reference(string provider, string reference, string? date) =>
        Assert.Equal(date, Catalogue.FindRetirement(provider, reference)?.Date.ToString());

    [Fact]
    public void A_pinned_id_can_be_answered_by_another_model_after_it_retires()
    {
        var retirement = Catalogue.FindRetirement("xai", "grok-4-0709")!;
        Assert.Equal(PinVerdict.Pinned, Catalogue.Classify("xai", "grok-4-0709").Verdict);
        Assert.Equal((Retirement.Redirects, "grok-4.3"), (retirement.After, retirement.Replacement));
    }

    [Fact]
    public void A_display_name_is_there_for_known_and_unknown_providers() =>
        Assert.Equal(("OpenAI", "acme-ai"), (Catalogue.DisplayName("openai"), Catalogue.DisplayName("acme-ai")));

    [Fact]
    public void A_later_entry_for_the_same_provider_replaces_the_shipped_one()
    {
        var own = new ProviderModels("groq", "Our Groq", CalendarDate.Parse("2027-01-01"))
        {
            Otherwise = new ModelOutcome(PinVerdict.Pinned, Assurance.Weak, "we agreed on it with the provider"),
        };
        var catalogue = ModelCatalogue.From([.. Shipped, own]);

        Assert.Equal(PinVerdict.Pinned, catalogue.Classify("groq", "llama-3.3-70b-versatile").Verdict);
        Assert.Equal("Our Groq", catalogue.DisplayName("groq"));
    }

    /// <summary>.NET's engine without backtracking accepts a pattern only if it can be matched in linear time.</summary>
    [Fact]
    public void Shipped_patterns_have_no_lookaround_and_no_back_references()
    {
        foreach (var pattern in Patterns())
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
        }
    }

    [Fact]
    public void Long_and_hostile_references_are_answered_quickly()
    {
        // Just under the length from which a text is refused unread, and one far over it.
        string[] hostile =
        [
            .. new[] { "a", "-", "a-", "1-", "a/", "model.version=1 ", "model.name=" }.Select(part => Repeat(part, 990) + "!"),
            "gemini-" + Repeat("a-", 980) + "!",
            new string('x', 5_000_000),
        ];
        foreach (var provider in Shipped)
        {
            foreach (var reference in hostile)
            {
                var watch = Stopwatch.StartNew();
                var answer = Catalogue.Classify(provider.Provider, reference);
                _ = Catalogue.FindRetirement(provider.Provider, reference);

                Assert.DoesNotContain("took too long", answer.Reason);
                Assert.True(watch.ElapsedMilliseconds < 900, $"{provider.Provider}: {reference[..20]}... took {watch.ElapsedMilliseconds} ms");
            }
        }
    }

    [Fact]
    public void Threads_get_the_same_answers()
    {
        var vectors = Vectors.Read("pinning.csv").ToArray();
        var catalogue = ModelCatalogue.From(Shipped);
        Parallel.For(0, 8, _ =>
        {
            foreach (var v in vectors)
            {
                Assert.Equal(v[2], catalogue.Classify(v[0], v[1]).Verdict.ToString());
            }
        });
    }

    private static string Repeat(string part, int length) => string.Concat(Enumerable.Repeat(part, length / part.Length));

    private static IEnumerable<string> Patterns() =>
        Shipped.SelectMany(p => p.Strip.Concat(p.Rules.Select(r => r.Match)).Append(p.RetiresAs?.Match ?? "")).Where(p => p.Length > 0);
}
