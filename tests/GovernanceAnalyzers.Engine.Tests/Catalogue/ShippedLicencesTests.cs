using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Licences;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Yaml;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Catalogue;

public class ShippedLicencesTests
{
    internal static readonly ShippedLicences Shipped = ShippedLicences.Load([]);

    [Fact]
    public void Every_file_is_free_of_problems()
    {
        var problems = new List<FileProblem>();
        ShippedLicences.Load(problems);

        Assert.Empty(problems);
    }

    [Fact]
    public void The_list_is_the_whole_list()
    {
        Assert.Equal("3.29.0", Shipped.Spdx.Version);
        Assert.Equal(734, Shipped.Spdx.Licences.Count);
        Assert.Equal(86, Shipped.Spdx.Exceptions.Count);
    }

    [Fact]
    public void Every_id_of_the_list_parses_to_itself() => Assert.All(
        Shipped.Spdx.Licences,
        id => Assert.Equal(id, SpdxExpression.Parse(id.ToUpperInvariant(), Shipped.Spdx).Expression?.ToString()));

    [Fact]
    public void Every_replacement_of_a_deprecated_id_is_valid_and_not_deprecated_itself()
    {
        var replacements = Shipped.Spdx.Licences
            .Where(id => Shipped.Spdx.TryGetDeprecated(id, out _))
            .SelectMany(id => Shipped.Spdx.TryGetDeprecated(id, out var d) ? new[] { d.Use, d.UseOrLater } : [])
            .Where(use => use.Length > 0)
            .ToArray();

        Assert.NotEmpty(replacements);
        Assert.All(replacements, AssertClean);
    }

    [Fact]
    public void Every_entry_of_a_class_names_something()
    {
        // LicenseRef names are ours, so they are checked against the names that the Hugging Face ids lead to.
        var references = Shipped.HuggingFace.References.Values.ToArray();
        foreach (var entry in Shipped.Classes.All.SelectMany(c => c.Licences))
        {
            if (!entry.StartsWith("LicenseRef-", StringComparison.Ordinal))
            {
                Assert.Null(LicencePolicy.ProblemOf(entry, Shipped.Spdx, LicenceClasses.None));
            }
            else if (entry != "LicenseRef-Provider-Terms-*")
            {
                Assert.Contains(references, r => Glob.IsNameMatch(entry, r, ignoreCase: true));
            }
        }
    }

    [Fact]
    public void Every_Hugging_Face_id_leads_to_a_valid_expression()
    {
        Assert.All(Shipped.HuggingFace.Spdx.Values, AssertClean);
        Assert.All(Shipped.HuggingFace.References.Values, AssertClean);
        Assert.All(Shipped.HuggingFace.Families.Values.SelectMany(f => f), AssertClean);
    }

    [Theory]
    [InlineData("Apache License, Version 2.0", "Apache-2.0")]
    [InlineData("The MIT License", "MIT")]
    [InlineData("CC-BY", "CC-BY-4.0")]
    [InlineData("cc by-nc-sa", "CC-BY-NC-SA-4.0")]
    [InlineData("Business Source License 1.1", "BUSL-1.1")]
    [InlineData("GPLv3+", "GPL-3.0-or-later")]
    [InlineData("BSD", "BSD-3-Clause")]
    [InlineData("odbl", "ODbL-1.0")]
    [InlineData("openrail++", "LicenseRef-openrail-plus-plus-m")]
    [InlineData("gemma", "LicenseRef-gemma")]
    [InlineData("CC-BY-SA-4", "CC-BY-SA-4.0")]
    [InlineData("Apache-2", "Apache-2.0")]
    [InlineData("MPL", "MPL-2.0")]
    [InlineData("CDLA-Permisive-2.0", "CDLA-Permissive-2.0")]
    [InlineData("proprietary", "LicenseRef-Proprietary")]
    public void Suggests_what_was_meant(string written, string meant)
    {
        var error = SpdxExpression.Parse(written, Shipped.Spdx).Error;

        Assert.Equal(meant, error?.Suggestion);
        AssertClean(meant);
    }

    [Theory]
    [InlineData("CC-BY-4.0", true, "training", LicenceDecision.Allow)]
    [InlineData("CC-BY-3.0-IGO", true, "training", LicenceDecision.Allow)]
    [InlineData("CC-BY-NC-4.0", true, "evaluation", LicenceDecision.Deny)]
    [InlineData("CC-BY-NC-SA-4.0", false, "evaluation", LicenceDecision.Review)]
    [InlineData("CC-BY-SA-4.0", true, "training", LicenceDecision.Review)]
    [InlineData("CC-BY-ND-4.0", true, "evaluation", LicenceDecision.Review)]
    [InlineData("CC-BY-NC-ND-4.0", false, "fine-tuning", LicenceDecision.Deny)]
    [InlineData("GPL-3.0-only", true, "training", LicenceDecision.Review)]
    [InlineData("LicenseRef-llama3.1", true, "training", LicenceDecision.Review)]
    [InlineData("LicenseRef-apple-amlr", true, "training", LicenceDecision.Deny)]
    [InlineData("LicenseRef-bigcode-openrail-m", true, "training", LicenceDecision.Review)]
    public void Classes_give_the_usual_answer(string licence, bool commercial, string use, LicenceDecision expected)
    {
        var expression = SpdxExpression.Parse(licence, Shipped.Spdx).Expression!;

        Assert.Equal(expected, Shipped.Classes.DefaultPolicy(commercial, [use]).Evaluate(expression).Decision);
    }

    [Theory]
    [InlineData("apache-2.0", null, null, HuggingFaceLicenceKind.Known, "Apache-2.0")]
    [InlineData("odc-by", null, null, HuggingFaceLicenceKind.Known, "ODC-By-1.0")]
    [InlineData("lgpl-lr", null, null, HuggingFaceLicenceKind.Known, "LGPLLR")]
    [InlineData("llama3.1", null, null, HuggingFaceLicenceKind.Known, "LicenseRef-llama3.1")]
    [InlineData("Gemma", null, null, HuggingFaceLicenceKind.Known, "LicenseRef-gemma")]
    [InlineData("openrail++", null, null, HuggingFaceLicenceKind.Known, "LicenseRef-openrail-plus-plus-m")]
    [InlineData("MIT OR Apache-2.0", null, null, HuggingFaceLicenceKind.Known, "MIT OR Apache-2.0")]
    [InlineData("gpl", null, null, HuggingFaceLicenceKind.Ambiguous, "")]
    [InlineData("openrail", null, null, HuggingFaceLicenceKind.Ambiguous, "")]
    [InlineData("unknown", null, null, HuggingFaceLicenceKind.Missing, "")]
    [InlineData(null, null, null, HuggingFaceLicenceKind.Missing, "")]
    [InlineData("{{ license }}", null, null, HuggingFaceLicenceKind.Missing, "")]
    [InlineData("other", null, null, HuggingFaceLicenceKind.Incomplete, "")]
    [InlineData("other", "my terms", null, HuggingFaceLicenceKind.Incomplete, "")]
    [InlineData("other", "TODO", "LICENSE", HuggingFaceLicenceKind.Incomplete, "")]
    [InlineData("other", "Contoso Terms (v2)", "LICENSE", HuggingFaceLicenceKind.Named, "LicenseRef-Contoso-Terms-v2")]
    [InlineData("other", "mit", "LICENSE", HuggingFaceLicenceKind.Named, "MIT")]
    [InlineData("other", "自定义", "LICENSE", HuggingFaceLicenceKind.Named, "LicenseRef-other")]
    [InlineData("my-licence", null, null, HuggingFaceLicenceKind.Unrecognised, "")]
    public void Reads_the_licence_of_a_card(string? licence, string? name, string? link, HuggingFaceLicenceKind kind, string expression)
    {
        var resolved = Shipped.HuggingFace.Resolve(licence, name, link, Shipped.Spdx);

        Assert.Equal((kind, expression), (resolved.Kind, resolved.Expression));
        Assert.Equal(kind == HuggingFaceLicenceKind.Ambiguous, resolved.Choices.Count > 0);
    }

    private static void AssertClean(string expression)
    {
        var parse = SpdxExpression.Parse(expression, Shipped.Spdx);

        Assert.Equal(expression, parse.Expression?.ToString());
        Assert.DoesNotContain(parse.Remarks, r => r.Message.Contains("deprecated", StringComparison.Ordinal));
    }
}
