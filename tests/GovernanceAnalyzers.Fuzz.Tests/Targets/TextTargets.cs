using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Secrets;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Models;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository;
using GovernanceAnalyzers.Engine.Repository.Checks;
using GovernanceAnalyzers.Engine.Repository.Ci;
using GovernanceAnalyzers.Engine.Repository.Owners;
using GovernanceAnalyzers.Engine.Reports;
using GovernanceAnalyzers.Engine.Reports.Bom;
using GovernanceAnalyzers.Engine.Reports.Pack;
using GovernanceAnalyzers.Engine.Tests;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;
using GovernanceAnalyzers.Http;
using Record = GovernanceAnalyzers.Core.Text.Record;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>What is read out of one value: expressions, patterns, dates, keys. The first line of an input is often a pattern, the rest what it is put to.</summary>
internal static class TextTargets
{
    public static IEnumerable<Target> List =>
    [
        Of("spdx", ["MIT", "Apache-2.0 OR MIT", "GPL-2.0-or-later WITH Classpath-exception-2.0 AND (MIT OR BSD-3-Clause)", "LicenseRef-Contoso", "DocumentRef-a:LicenseRef-b", "GPL-2.0+", "Apache License 2.0", "CC-BY-NC-4.0 AND CC0-1.0"], Spdx)
            with { Words = ["AND", "OR", "WITH", "and", "(", ")", "+", "MIT", "GPL-3.0", "LicenseRef-", "NONE", "NOASSERTION", "AdditionRef-x", "Classpath-exception-2.0"] },
        Of("licence-words", ["apache-2.0", "other\nContoso Terms\nLICENSE", "https://creativecommons.org/licenses/by/4.0/", "cc\n\nhttps://opensource.org/license/mit", "llama3.1"], (reading, text) =>
        {
            var licences = ShippedCatalogue.Instance.Licences;
            var lines = (text + "\n\n").Split('\n');
            reading.With(licences.Addresses.Find(text), LicenceAddresses.IsAddress(text), LicenceAddresses.Normalise(text), MissingLicence.Is(text), LicenceReference.FromTitle(text), licences.HuggingFace.Resolve(lines[0], lines[1], lines[2], licences.Spdx).Expression);
            reading.With(LicencePolicy.ProblemOf(text, licences.Spdx, licences.Classes));
        }),
        Of("date", ["2026-11-20", "0001-01-01", "9999-12-31", "180d", "12.5%", "1e3", "0.05"], (reading, text) =>
        {
            if (CalendarDate.TryParse(text, out var date))
            {
                reading.Holds(CalendarDate.Parse(date.ToString()) == date, "A date is read back as another.").With(date);
            }

            reading.With(Quantity.TryParse(text)?.ToString(), PolicyShape.TryParseDays(text, out var days), days, PolicyShape.TryParseFraction(text, out var fraction), fraction, ModelPattern.TryParseVersion(text, out var version), version);
            foreach (var format in new[] { "yyyy-MM-dd", "yyyyMMdd", "MMdd", "yyMMdd", text })
            {
                reading.With(ModelPattern.IsDayFormat(format));
                if (ModelPattern.IsDayFormat(format))
                {
                    reading.With(ModelPattern.IsDay(text, format));
                }
            }
        }),
        Of("version-range", ["[1.0,2.0)\n1.5.0", "2.*\n2.1.0-beta.1", "(,3]\n3.0", ">= 1\n1", "1.0.0\n1.0.0+abc", "OpenAI 2.*\n2.1", "Open* [2.1.0]\n2.1.0"], (reading, text) =>
        {
            var (range, version) = Two(text);
            reading.With(VersionRange.Problem(range), GOV1010_AiPackageNotAllowed.ProblemOf(range));
            if (VersionRange.Problem(range) is null)
            {
                reading.With(VersionRange.Contains(range, version));
            }
        }),
        Of("patterns", ["**/*.yml\nsrc/a/b.yml", "gpt-4*\ngpt-4o-2024-08-06", "*.example:8080/v1\nhttps://a.example:8080/v1/x?y#z", "A.B.*\nA.B.C.D(int)", "openai:*\nopenai:gpt-4o", "http://[::1]:80/\nhttp://127.0.0.1/", "/openai/deployments/{model}/chat\n/openai/deployments/gpt-4o/chat", "xn--a.example\nä.example"], Patterns)
            with { Words = ["*", "**", "?", "{model}", "{*}", "://", "[::1]", "%2e", "@", ":65536", "localhost", "xn--", ".."] },
        Of("model-reference", ["openai:gpt-4.1-2025-04-14", "azure-openai:gpt-4o", "huggingface:a/b;revision=d04e592bb4f6aa9cfee91e2e20afa771667e1d4b", "ollama:llama3.1:8b@sha256:" + Hex, "local-artifact:models/a.onnx;sha256=" + Hex, "aws-bedrock:anthropic.claude-3-5-sonnet-20241022-v2:0", "google-vertex:publishers/google/models/gemini-2.5-pro@001"], ModelReference)
            with { Words = ["latest", "preview", "-001", "@", ";revision=", ":", "2024-08-06", "20241022", "openai:", "${MODEL}", "<model>", "{{x}}", "arn:aws:bedrock:us-east-1::foundation-model/"] },
        Of("hidden-characters", ["plain", "a\u200Bb", "\uDB40\uDC41\uDB40\uDC42", "a\u202Eb\u202C", "👩\u200D💻", "e\u0301", "\uFEFFx"], (reading, text) =>
        {
            foreach (var run in HiddenCharacters.Find(text))
            {
                reading.With(run.Start, run.Length, run.Describe(), run.Escaped(), run.Hidden);
                reading.Messages.Add(Excerpt.Visible(run.Describe()) + ".");
                reading.Holds(run.Start >= 0 && run.Length > 0 && run.Start + run.Length <= text.Length, "A run lies outside of the text.");
            }

            reading.Holds(HiddenCharacters.MayHold(text) || HiddenCharacters.Find(text).Count == 0, "The quick look misses what is there.");
        }) with { Words = ["\u200B", "\u200D", "\u202E", "\u2066", "\uFEFF", "\uDB40\uDC41", "\uD83D", "\uDE00", "\uFE0F", "\u00AD", "\u180E", "\u3164"] },
        Of("excerpt", ["a text", "TODO: ask", "[More Information Needed]", "{{ x }} y {{", "\ud83d\ude00 \u202e"], (reading, text) =>
        {
            for (var length = 1; length < 12; length++)
            {
                var part = Excerpt.Of(text, length);
                reading.With(part).Holds(Encoding.UTF8.GetByteCount(part) >= 0, "");
            }

            reading.Messages.Add("x" + Excerpt.Visible(text));
            reading.With(Placeholder.IsOnly(text), Placeholder.Remove(text, out var removed), removed, NearestName.Find(text.Length > 200 ? text[..200] : text, ["a text", "TODO", "models", text]), Quote.From(text), Sentence.End(text), UnfilledReference.Explain(text));
        }),
        Of("keys", ["sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD", "key = AKIAIOSFODNN7EXAMPLE", "hf_abcdefghijklmnopqrstuvwxyz012345", "${KEY}", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x", "OPENAI_API_KEY=abc"], (reading, text) =>
        {
            var masked = KeyText.Mask(text);
            reading.With(masked, KeyText.IsKey(text), KeyText.IsPlaceholder(text), KeyText.IsReference(text), KeyText.Entropy(text), KeyNames.IsKeyOfAi(text));
            foreach (var key in KeyText.Find(text))
            {
                reading.With(key.Start, key.Length, key.Format).Holds(!masked.Contains(text.Substring(key.Start, key.Length), StringComparison.Ordinal), "A key is still there after masking.");
                reading.Holds(KeyText.MayHold(text), "The quick look misses a key.");
            }
        }) with { Words = ["sk-", "sk-ant-api03-", "AKIA", "hf_", "AIza", "gsk_", "xai-", "AAAAAAAAAAAAAAAAAAAAAAAA", "0123456789abcdef0123456789abcdef"] },
        Of("record", ["rule\ta\\tb\\\\", "a\nb", "x(1,2)\ty\nz(3)\tw"], (reading, text) =>
        {
            var fields = text.Split('|');
            reading.Holds(Record.Parse(Record.Format(fields)).SequenceEqual(fields), "A record is read back as another.");
            reading.Holds(!Record.Format(fields).Contains('\n'), "A record has two lines.");
            reading.With(Record.Parse(text)).With(FlowStep.Split(text).Select(s => (object)s.ToString()).ToArray());
            var place = SourcePlace.Parse(text);
            reading.With(place).Holds(SourcePlace.Parse(place.ToString()) == place, "A place is read back as another.");
        }),
        Of("field-path", ["a.b", "a[].b", "a.*.b[0]", "oversight.mode"], (reading, text) => reading.With(FieldPath.Parse(text).Problem, FieldPath.Parse(text).Path?.ToString())) with { Words = [".", "[]", "*", "[", "]"] },
        Of("owners", ["* @a/b x@y.example\n/docs/ @c\n", "[Section][2] @a\nx @b # y\n"], (reading, text) => reading.With([.. CodeOwners.Parse(text)])),
        Of("ci-step", ["dotnet tool run governance check", "run: dotnet build -warnaserror && governance check || true", "- script: |", "sh 'governance check'", "if: ${{ x }}"], (reading, text) => reading.With(CiSteps.Of(text, true), CiSteps.Of(text, false)))
            with { Words = ["governance check", "dotnet build", "||", "&&", "#", "|", "true", "allow_failure", "continue-on-error"] },
        Of("names", ["https://user:pass@github.com/contoso/loans.git", "git@github.com:contoso/loans.git", "ssh://x", "openai\ngpt-4o", "huggingface\na/b;revision=c"], (reading, text) =>
        {
            var (first, second) = Two(text);
            reading.With(GitIdentity.NameOf(text), ModelNames.Split(first, second), ModelNames.Publisher(first, second), ModelNames.PackageUrl(first, second), CycloneDxBom.Iri(text), ForeignDataset.UseOfSplit(text), CroissantReader.Local(text));
        }),
        Of("http-template", ["https://api.openai.com/v1/chat/completions?x#y", "\uE000/v1/chat", "https://\uE000.openai.azure.com/openai/deployments/\uE000/chat\n/v1/x", "/v1/chat\nhttps://a.example/b/c", "http://"], HttpTemplate)
            with { Words = ["\uE000", "://", "https://", "/", "?", "#", ":", "."] },
    ];

    private const string Hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static Target Of(string name, string[] seeds, Action<Reading, string> read) => new(name, () => seeds.Select(s => (Seed)s), bytes =>
    {
        // Invalid bytes become half surrogates, which texts of .NET can hold as well.
        var text = Encoding.UTF8.GetString(bytes).Replace('\uFFFD', '\uD800');
        var reading = new Reading();
        read(reading, text);
        return reading;
    })
    { MaximumLength = 6000 };

    private static (string First, string Second) Two(string text) => text.Split('\n', 2) is [var first, var second] ? (first, second) : (text, text);

    private static void Spdx(Reading reading, string text)
    {
        var licences = ShippedCatalogue.Instance.Licences;
        var parse = SpdxExpression.Parse(text, licences.Spdx);
        reading.Holds((parse.IsMissing ? 1 : 0) + (parse.Expression is null ? 0 : 1) + (parse.Error is null ? 0 : 1) == 1, "It is none or several of missing, valid and wrong.");
        if (parse.Error is { } error)
        {
            reading.With(error).Holds(error.Offset >= 0 && error.Length >= 0 && error.Offset + error.Length <= text.Length, $"The error lies outside of the text: {error.Offset}, {error.Length}.");
            reading.Messages.Add(Excerpt.Visible(error.Message));
        }

        foreach (var remark in parse.Remarks)
        {
            reading.With(remark).Holds(remark.Offset >= 0 && remark.Offset + remark.Length <= text.Length, "A remark lies outside of the text.");
        }

        if (parse.Expression is { } expression)
        {
            var printed = expression.ToString()!;
            var again = SpdxExpression.Parse(printed, licences.Spdx).Expression?.ToString();
            reading.With(printed).Holds(again == printed, $"It is printed as '{printed}', and that is read as '{again}'.");
            var policy = new LicenceLists(["permissive", "LicenseRef-*"], ["weak-copyleft"], ["non-commercial"], "deny", "x").Over(licences.Classes);
            reading.With(policy.Evaluate(expression));
        }
    }

    private static void Patterns(Reading reading, string text)
    {
        var (pattern, value) = Two(text);
        reading.With(Glob.IsPathMatch(pattern, value), Glob.IsNameMatch(pattern, value), Glob.IsNameMatch(pattern, value, ignoreCase: true), SymbolPattern.Matches(pattern, value));
        reading.Holds(Glob.IsNameMatch("*", value), "A star does not match everything.");
        var endpoint = EndpointPattern.Parse(pattern);
        reading.With(EndpointPattern.ProblemOf(pattern)).Holds(endpoint is null == EndpointPattern.ProblemOf(pattern) is not null, "A pattern is wrong and right.");
        if (EndpointAddress.Parse(value) is { } address)
        {
            reading.With(address, endpoint?.Matches(address), address.IsLoopback);
            reading.Holds(EndpointAddress.Parse(address.ToString())?.ToString() == address.ToString(), $"The address {address} is read back as another: {EndpointAddress.Parse(address.ToString())}");
        }

        reading.With(HttpEndpoint.ProblemOf(pattern), PolicyShape.AllowProblem(pattern), PolicyShape.PathProblem(pattern), PolicyShape.RuleKeyProblem(pattern), RegisterShape.ReferenceProblem(pattern), RegisterShape.PathProblem(pattern), PackManifest.PathProblem(pattern));
        if (HttpEndpoint.ProblemOf(pattern) is null)
        {
            var http = new HttpEndpoint(pattern, pattern, "openai", "model", HttpEndpoint.InPath);
            reading.With(http.MatchesHost(value), http.MayBeginWith(value), http.MatchPath(value));
        }

        reading.With(new RegionAllowList([pattern], "x").Allows(value), new ModelAllowList([pattern], "x").ToString());
    }

    private static void ModelReference(Reading reading, string text)
    {
        var models = ShippedCatalogue.Instance.ModelCatalogue;
        var check = ModelCheck.Run(text, models, TemporaryRepository.Today);
        reading.With(check.Error, check.Classification?.Verdict, check.Classification?.Reason, check.Retirement, check.NotBefore).With([.. check.PinnedForms]);
        var (provider, reference) = text.Split(':', 2) is [var p, var r] ? (p, r) : ("openai", text);
        reading.With(models.Classify(provider, reference).Verdict, models.Split(provider, reference), models.Compare(text, text), models.NamesVersion(text), ModelCardReader.ModelProblem(text));
    }

    private static void HttpTemplate(Reading reading, string text)
    {
        var (first, second) = Two(text);
        var templates = new[] { Template(first), Template(second) };
        foreach (var template in templates)
        {
            reading.With(HttpAddress.Parse(template)?.Authority, HttpAddress.Parse(template)?.Path.Text);
        }

        reading.With([.. HttpAddress.Combine([templates[0]], [templates[1]]).Select(t => t.Text)]);

        static TextTemplate Template(string text) => TextTemplate.Of(new Flow.PossibleValue(text, "", Node, Node));
    }

    private static readonly Microsoft.CodeAnalysis.SyntaxNode Node = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseExpression("x");
}
