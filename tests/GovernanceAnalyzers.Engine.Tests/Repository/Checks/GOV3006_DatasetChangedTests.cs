using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;
using Xunit;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Checks;

public class GOV3006_DatasetChangedTests
{
    private static readonly string Sha = Sha256Text.Hex("a,b\n");

    [Fact]
    public void A_file_that_is_another_one_is_found_at_its_digest()
    {
        using var repository = Repository($"{{ path: data/a.csv, sha256: {Sha} }}").With("data/a.csv", "a,c\n");

        var finding = Assert.Single(Find(repository));

        Assert.Equal((Severity.Error, "governance/datasets/a.yml(3,37)", "a"), (finding.Severity, finding.Place.ToString().Split('-')[0], finding.Dataset));
        Assert.Equal(
            $"Dataset 'a': 'data/a.csv' is not the file that the record describes. Its sha256 is {Sha256Text.Hex("a,c\n")}, and the record has {Sha}. What was found out about the data may not hold for it. "
            + "Restore the file; or, where the change is meant, look at licence, personal data and quality again and record the new sha256 with a new 'version'. ",
            finding.Message.Split("[")[0]);
    }

    [Fact]
    public void The_recorded_file_is_none_whatever_the_letter_case()
    {
        Assert.Empty(Find(Repository($"{{ path: data/a.csv, sha256: {Sha.ToUpperInvariant()} }}").With("data/a.csv", "a,b\n")));
        Assert.Empty(Find(Repository($"{{ path: data/*.csv, sha256: {Sha} }}").With("data/a.csv", "a,b\n")));
        Assert.Empty(Find(Repository("data/a.csv").With("data/a.csv", "a,b\n")));
        Assert.Empty(Find(Repository($"{{ path: data/a.csv, sha256: {Sha256Text.Hex("")} }}").With("data/a.csv", "")));
    }

    [Fact]
    public void A_pointer_of_Git_LFS_stands_for_its_file()
    {
        var pointer = $"version https://git-lfs.github.com/spec/v1\noid sha256:{Sha}\nsize 4\n";
        Assert.Empty(Find(Repository($"{{ path: data/a.csv, sha256: {Sha} }}").With("data/a.csv", pointer)));

        var other = Sha256Text.Hex("other");
        Assert.Contains("(as its Git LFS pointer says)", Assert.Single(Find(Repository($"{{ path: data/a.csv, sha256: {other} }}").With("data/a.csv", pointer))).Message);
    }

    [Fact]
    public void What_cannot_be_compared_is_said_and_fails_no_build()
    {
        var missing = Assert.Single(Find(Repository($"{{ path: data/a.csv, sha256: {Sha} }}")));
        Assert.Equal(Severity.Warning, missing.Severity);
        Assert.Contains("'data/a.csv' is not in this working folder, so whether it is still the recorded file is not assessed", missing.Message);

        var several = Assert.Single(Find(Repository($"{{ path: data/*.csv, sha256: {Sha} }}").With("data/a.csv", "a,b\n").With("data/b.csv", "a,b\n")));
        Assert.Contains("has one sha256 for 'data/*.csv', which are 2 files", several.Message);

        using var repository = Repository($"{{ path: data/a.csv, sha256: {Sha} }}").With("data/b.csv", "a,b\n");
        File.CreateSymbolicLink(Path.Combine(repository.Root, "data/a.csv"), Path.Combine(repository.Root, "data/b.csv"));
        Assert.Contains("is a symbolic link, which is not followed", Assert.Single(Find(repository)).Message);
    }

    [Fact]
    public void A_digest_of_another_length_is_a_problem_of_the_record()
    {
        using var repository = Repository("{ path: data/a.csv, sha256: d41d8cd98f00b204e9800998ecf8427e }").With("data/a.csv", "a,b\n");

        Assert.Empty(Find(repository));
        Assert.Contains(RepositoryChecks.Run(repository.Compile()), f => f.RuleId == "GOV3005" && f.Message.Contains("32 hexadecimal digits are an MD5"));
    }

    [Fact]
    public void Data_files_are_inputs_of_the_result()
    {
        using var repository = Repository($"{{ path: data/a.csv, sha256: {Sha} }}").With("data/a.csv", "a,b\n");
        var input = repository.Compile();
        RepositoryChecks.Run(input);

        Assert.Contains(input.Inputs.Format(), l => l.Contains("data/a.csv"));
    }

    private static TemporaryRepository Repository(string files) =>
        new TemporaryRepository().With("governance/datasets/a.yml", $"id: a\nlicence: MIT\nfiles: [{files}]\n");

    private static List<Finding> Find(TemporaryRepository repository) => [.. RepositoryChecks.Run(repository.Compile()).Where(f => f.RuleId == "GOV3006")];
}
