using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Models;
using GovernanceAnalyzers.Engine.Reports;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests;

public class ModelCheckTests
{
    private static readonly ModelCatalogue Catalogue = ModelCatalogue.From(ShippedCatalogue.Instance.Models);

    [Theory]
    [InlineData("openai:gpt-4o-2024-11-20", true, false)]
    [InlineData(" OpenAI : gpt-4o-2024-11-20 ", true, false)]
    [InlineData("openai:gpt-4-0613", false, true)]
    [InlineData("openai:ft:gpt-4-0613:acme::x1", false, true)]
    [InlineData("openai:gpt-4o", false, false)]
    [InlineData("aws-bedrock:us.anthropic.claude-3-opus-20240229-v1:0", false, true)]
    [InlineData("deepseek:deepseek-chat", false, true)]
    [InlineData("oci:ai/llama@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true, false)]
    public void A_reference_is_fine_when_it_is_pinned_and_served(string input, bool isFine, bool isRetired)
    {
        var check = ModelCheck.Run(input, Catalogue, CalendarDate.Parse("2026-11-20"));

        Assert.Equal(("", isFine, isRetired), (check.Error, check.IsFine, check.IsRetired));
        Assert.NotEmpty(check.Lines());
    }

    [Fact]
    public void Pinned_forms_say_when_they_retire()
    {
        var check = ModelCheck.Run("openai:gpt-4o", Catalogue, CalendarDate.Parse("2027-01-14"));

        Assert.Equal(["gpt-4o-2024-11-20 True", "gpt-4o-2024-08-06 True", "gpt-4o-2024-05-13 True"], check.PinnedForms.Select(f => $"{f.Reference} {f.IsRetired}"));
    }

    [Fact]
    public void Json_has_what_is_known()
    {
        var check = ModelCheck.Run("xai:grok-4-0709", Catalogue, CalendarDate.Parse("2026-11-20"));

        var entry = JsonNode.Parse(JsonText.Write(check.WriteTo))!;

        Assert.Equal(
            ("pinned", "A", true, "2026-05-15", "redirects", "grok-4.3", "2026-11-20"),
            ((string)entry["verdict"]!, (string)entry["assurance"]!, (bool)entry["retired"]!, (string)entry["retirement"]!["date"]!,
                (string)entry["retirement"]!["after"]!, (string)entry["retirement"]!["replacement"]!, (string)entry["asOf"]!));
        Assert.Equal(
            "2026-11-24",
            (string)JsonNode.Parse(JsonText.Write(ModelCheck.Run("anthropic:claude-opus-4-5-20251101", Catalogue, CalendarDate.Parse("2026-11-20")).WriteTo))!["notBefore"]!);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("   ", "it is empty")]
    [InlineData("gpt-4o", "write provider:reference")]
    [InlineData(":gpt-4o", "write provider:reference")]
    [InlineData("openai: ", "write provider:reference")]
    [InlineData("opnai:gpt-4o", "did you mean 'openai'?")]
    [InlineData("acme:gpt-4o", "there are anthropic, aws-bedrock, ")]
    public void What_is_no_reference_is_an_error_and_never_fine(string input, string part)
    {
        var check = ModelCheck.Run(input, Catalogue, CalendarDate.Parse("2026-11-20"));

        Assert.Contains(part, check.Error);
        Assert.False(check.IsFine);
        var entry = JsonNode.Parse(JsonText.Write(check.WriteTo))!.AsObject();
        Assert.Equal(["input", "error"], entry.Select(p => p.Key));
    }
}
