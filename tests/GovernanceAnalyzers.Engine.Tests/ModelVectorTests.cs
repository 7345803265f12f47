using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Engine.Catalogue;
using Xunit;
using Record = GovernanceAnalyzers.Core.Text.Record;

namespace GovernanceAnalyzers.Engine.Tests;

public class ModelVectorTests
{
    private static readonly ModelCatalogue Catalogue = ModelCatalogue.From(ShippedModels.Load());

    public static TheoryData<string, string, PinVerdict> Known => Load("pinning.csv");

    public static TheoryData<string, string, PinVerdict> HeldOut => Load("pinning-held-out.csv");

    [Theory]
    [MemberData(nameof(Known))]
    public void Known_references(string provider, string reference, PinVerdict verdict) =>
        Assert.Equal(verdict, Catalogue.Classify(provider, reference).Verdict);

    /// <summary>References beyond those the rules were written from: newer and older ids of public model lists, and malformed ones.</summary>
    [Theory]
    [MemberData(nameof(HeldOut))]
    public void Unlisted_references(string provider, string reference, PinVerdict verdict) =>
        Assert.Equal(verdict, Catalogue.Classify(provider, reference).Verdict);

    [Fact]
    public void Every_verdict_survives_the_compiled_policy()
    {
        var lines = ShippedModels.Load().SelectMany(ModelRecords.Write).ToArray();
        var again = ModelRecords.Read(lines.Select(Record.Parse)).SelectMany(ModelRecords.Write);
        Assert.Equal(lines, again);

        var reread = ModelCatalogue.Read(lines.Select(Record.Parse));
        foreach (var v in Vectors.Read("pinning.csv").Concat(Vectors.Read("pinning-held-out.csv")))
        {
            var (before, after) = (Catalogue.Classify(v[0], v[1]), reread.Classify(v[0], v[1]));
            Assert.Equal((before.Verdict, before.Assurance, before.Reason), (after.Verdict, after.Assurance, after.Reason));
            Assert.Equal(before.PinnedForms, after.PinnedForms);
        }
    }

    [Fact]
    public void Letter_case_and_surrounding_white_space_do_not_matter()
    {
        foreach (var v in Vectors.Read("pinning.csv"))
        {
            var expected = Catalogue.Classify(v[0], v[1]).Verdict;
            Assert.Equal((v[1], expected), (v[1], Catalogue.Classify(v[0], v[1].ToUpperInvariant()).Verdict));
            Assert.Equal((v[1], expected), (v[1], Catalogue.Classify(v[0].ToUpperInvariant(), " " + v[1] + "\n").Verdict));
        }
    }

    private static TheoryData<string, string, PinVerdict> Load(string file)
    {
        var data = new TheoryData<string, string, PinVerdict>();
        foreach (var v in Vectors.Read(file))
        {
            data.Add(v[0], v[1], Enum.Parse<PinVerdict>(v[2]));
        }

        return data;
    }
}
