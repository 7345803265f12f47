using System;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Starting;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Starting;

public class NewWaiverTests
{
    private const string Policy = "schemaVersion: 1\nname: test\nwaivers: { file: waivers.yml, maxDays: 90, maxActive: 2, unwaivable: [InferenceCallNotLogged, needed], secondPerson: true }\nrequirements: [{ id: needed, kind: document, path: a.md, severity: warning }]\n";

    private const string Existing = """
        # Ours. Ask before adding.
        waivers:   # newest last

          # The first.
          - id: first
            rule: GOV1001   # until March
            scope: { path: "a/**" }
            reason: >-
              Because
              of this.
            owner: a@shop.example
            approvedBy: b@shop.example
            expires: 2026-12-01
            # End of the first.

        # Keep this.
        schemaVersion: 1

        """;

    private static readonly NewWaiver Waiver = new("GOV1001", [("path", "src/Chat \"x\".cs"), ("model", "openai:gpt-4o")])
    {
        Reason = "It's \"known\": # really", Owner = "a@shop.example", ApprovedBy = "b@shop.example", Expires = "2026-12-31", Ticket = "AI-1",
    };

    private static readonly string Entry = """
        - id: gov1001-src-chat--x-.cs-openai-gpt-4o
          rule: FloatingModelReference
          scope: { path: "src/Chat \"x\".cs", model: "openai:gpt-4o" }
          reason: "It's \"known\": # really"
          owner: a@shop.example
          approvedBy: b@shop.example
          ticket: "AI-1"
          expires: 2026-12-31

        """.Replace("\r\n", "\n", StringComparison.Ordinal);

    [Fact]
    public void Every_other_line_of_the_file_stays_as_it_is()
    {
        using var repository = Repository().With("waivers.yml", Existing);

        var draft = Waiver.Draft(repository.Compile());

        Assert.Empty(draft.Problems);
        Assert.Equal(Existing.Replace("    # End of the first.\n", "    # End of the first.\n" + Indented(Entry, 2), StringComparison.Ordinal), draft.Text);
        Assert.Equal(["first", draft.Waiver!.Id], Reread(repository, draft).Select(w => w.Id));
    }

    [Theory]
    [InlineData("schemaVersion: 1\nwaivers: []\n", "schemaVersion: 1\nwaivers:\n@2")]
    [InlineData("schemaVersion: 1\nwaivers:\n", "schemaVersion: 1\nwaivers:\n@2")]
    [InlineData("schemaVersion: 1\nwaivers: [] # none yet\n# end", "schemaVersion: 1\nwaivers: # none yet\n@2# end\n")]
    [InlineData("schemaVersion: 1\nwaivers:\n- id: first\n  rule: GOV1001\n  scope: { path: a }\n  reason: r\n  owner: a\n  approvedBy: b\n  expires: 2026-12-01", "*\n@0")]
    [InlineData("", "# yaml-language-server: $schema=https://raw.githubusercontent.com/GovernanceAnalyzers/GovernanceAnalyzers/main/policies/schema/waivers.schema.json\nschemaVersion: 1\nwaivers:\n@2")]
    public void Other_ways_to_write_the_list_work_too(string before, string after)
    {
        using var repository = Repository().With("waivers.yml", before);

        var draft = Waiver.Draft(repository.Compile());

        Assert.Empty(draft.Problems);
        Assert.Equal(after.Replace("*", before, StringComparison.Ordinal).Replace("@2", Indented(Entry, 2), StringComparison.Ordinal).Replace("@0", Entry, StringComparison.Ordinal), draft.Text);
        Assert.Contains(Reread(repository, draft), w => w.Id == draft.Waiver!.Id);
    }

    [Fact]
    public void Line_ends_stay_what_they_are()
    {
        using var repository = Repository().With("waivers.yml", Existing.Replace("\n", "\r\n", StringComparison.Ordinal));

        var draft = Waiver.Draft(repository.Compile());

        Assert.DoesNotContain("\n", draft.Text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Equal(2, Reread(repository, draft).Count());
    }

    [Fact]
    public void A_file_that_is_not_there_is_begun()
    {
        using var repository = new TemporaryRepository().With("governance.yml", "schemaVersion: 1\nname: test\nextends: [{ preset: baseline }]\n");

        Assert.EndsWith("schemaVersion: 1\nwaivers:\n" + Indented(Entry, 2), Waiver.Draft(repository.Compile()).Text);
    }

    [Fact]
    public void Brackets_are_not_rewritten()
    {
        using var repository = Repository().With("waivers.yml", "schemaVersion: 1\nwaivers: [{ id: a-b, rule: GOV1001, scope: { path: a }, reason: r, owner: a, approvedBy: b, expires: 2026-12-01 }]\n");

        Assert.Contains("written between brackets", Assert.Single(Waiver.Draft(repository.Compile()).Problems));
    }

    public static TheoryData<string, NewWaiver> Refused => new()
    {
        { "is to last 91 days", Waiver with { Expires = "2027-02-19" } },
        { "approved by its own owner", Waiver with { ApprovedBy = "A@shop.example" } },
        { "Nobody has approved", Waiver with { ApprovedBy = "" } },
        { "does not let anybody waive GOV5001", Waiver with { Rule = "GOV5001" } },
        { "GOV0001 PolicyInvalid cannot be waived", Waiver with { Rule = "GOV0001" } },
        { "requirement 'needed'", Waiver with { Rule = "GOV2006", Scope = [("requirement", "needed")] } },
        { "is already in waivers.yml(5)", Waiver with { Id = "first" } },
        { "needs a scope", Waiver with { Scope = [] } },
        { "'TODO' is a placeholder", Waiver with { Reason = "TODO" } },
        { "'tbd' is a placeholder", Waiver with { Owner = "tbd" } },
        { "it is empty", Waiver with { Reason = " " } },
        { "'GOV9999'", Waiver with { Rule = "GOV9999" } },
        { "which is after the evaluation date", Waiver with { ApprovedOn = "2026-11-21" } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_the_policy_does_not_accept_is_refused_with_the_reason(string part, NewWaiver waiver)
    {
        using var repository = Repository().With("waivers.yml", Existing);

        var draft = waiver.Draft(repository.Compile());

        Assert.Null(draft.Waiver);
        Assert.Contains(draft.Problems, p => p.Contains(part, StringComparison.Ordinal));
        Assert.DoesNotContain(draft.Problems, p => p.Contains("Until then", StringComparison.Ordinal));
    }

    [Fact]
    public void One_too_many_is_refused()
    {
        using var repository = Repository().With("waivers.yml", Existing);
        repository.With("waivers.yml", Waiver.Draft(repository.Compile()).Text);

        Assert.Contains(Waiver.Draft(repository.Compile()).Problems, p => p.Contains("3 are active, and the policy allows 2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_that_wants_waivers_merged_first_does_not_keep_a_new_one_out()
    {
        using var repository = Repository().With("waivers.yml", Existing).With("governance.yml", Policy.Replace("maxDays: 90", "baseBranch: origin/main, maxDays: 90", StringComparison.Ordinal));

        Assert.NotNull(Waiver.Draft(repository.Compile()).Waiver);
    }

    [Theory]
    [InlineData("waivers: [")]
    [InlineData("schemaVersion: 1\nwaivers: nothing\n")]
    [InlineData("- a\n")]
    public void A_file_that_cannot_be_read_is_left_alone(string text)
    {
        using var repository = Repository().With("waivers.yml", text);

        Assert.NotEmpty(Waiver.Draft(repository.Compile()).Problems);
    }

    private static Core.Policy.Waiver[] Reread(TemporaryRepository repository, WaiverDraft draft)
    {
        repository.With("waivers.yml", draft.Text);
        var compiled = repository.Compile();
        Assert.Empty(compiled.PolicyFindings.Where(f => f.Place.Path == "waivers.yml").Select(f => f.Message));
        return [.. compiled.Waivers];
    }

    private static string Indented(string text, int by) => string.Concat(text.TrimEnd('\n').Split('\n').Select(l => new string(' ', by) + l + "\n"));

    private static TemporaryRepository Repository() => new TemporaryRepository().With("governance.yml", Policy);
}
