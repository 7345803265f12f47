using System;
using System.Collections.Generic;
using System.Linq;
using Anthropic.Core;
using Anthropic.Models.Beta.Agents;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Catalogue;
using Microsoft.CodeAnalysis;
using Xunit;
using Model = Anthropic.Models.Messages.Model;

namespace GovernanceAnalyzers.Sdk.Tests;

public class CatalogueTests
{
    private static readonly CheckedName[] All = ShippedSdks.Load().SelectMany(CatalogueCheck.Check).ToArray();

    public static TheoryData<string> Sdks => new(ShippedSdks.Load().Select(s => s.Id));

    [Theory]
    [MemberData(nameof(Sdks))]
    public void Every_name_that_the_tested_version_should_have_exists(string sdk)
    {
        Assert.Contains(All, n => n.Sdk == sdk && n.Expected);
        Assert.Equal([], All.Where(n => n.Sdk == sdk && n.Expected && !n.Exists).Select(n => n.ToString()));
    }

    /// <summary>A range that is too narrow would hide that a name disappears later.</summary>
    [Fact]
    public void A_name_outside_of_its_range_does_not_exist() =>
        Assert.Equal([], All.Where(n => !n.Expected && n.Exists).Select(n => n.ToString()));

    /// <summary>These names are in no assembly here. They rest on what was read in sources and changelogs, so each of them is listed.</summary>
    [Fact]
    public void Names_that_cannot_be_checked_are_known() =>
        Assert.Equal(Unchecked.Names.Order(StringComparer.Ordinal), All.Where(n => !n.Expected).Select(n => n.ToString()).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Sdks))]
    public void Assemblies_have_the_version_that_their_file_promises(string sdk)
    {
        var tested = TestedAssemblies.Of(sdk);
        foreach (var (name, (_, version)) in tested.Verified)
        {
            Assert.True(tested.Assembly(name) is not null, name);
            Assert.Equal((name, version), (name, TestedAssemblies.InformationalVersion(tested.Assembly(name)!)));
        }
    }

    /// <summary>An assembly that the file does not mention would be checked against whatever version happens to be there.</summary>
    [Theory]
    [MemberData(nameof(Sdks))]
    public void Every_assembly_of_an_sdk_is_verified(string sdk) =>
        Assert.Empty(ShippedSdks.Load().Single(s => s.Id == sdk).Assemblies.Except(TestedAssemblies.Of(sdk).Verified.Keys));

    [Fact]
    public void Model_constants_are_complete_and_have_the_id_that_is_sent()
    {
        var sent = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["Anthropic.Models.Messages.Model"] = Sent<Model>(),
            ["Anthropic.Models.Beta.Agents.BetaManagedAgentsModel"] = Sent<BetaManagedAgentsModel>(),
        };
        var constants = ShippedSdks.Load().Single(s => s.Id == "anthropic").Constants;

        Assert.Equal(sent.Keys.Order(), constants.Select(c => c.Type).Order());
        Assert.All(constants, c => Assert.Equal(sent[c.Type].OrderBy(p => p.Key), c.Values.OrderBy(p => p.Key)));
    }

    /// <summary>Nobody can look for a model id where neither a string nor one of the SDK's constants fits.</summary>
    [Theory]
    [MemberData(nameof(Sdks))]
    public void Every_model_can_be_written_as_a_string_or_a_constant(string sdk)
    {
        var compilation = TestedAssemblies.Of(sdk).Compilation;
        var entry = ShippedSdks.Load().Single(s => s.Id == sdk);
        var check = new CatalogueCheck(entry);
        ITypeSymbol[] written =
        [
            compilation.GetSpecialType(SpecialType.System_String), .. entry.Constants.Select(c => check.Type(c.Assembly, c.Type)!),
        ];
        foreach (var sink in entry.Models)
        {
            var types = check.SinkTypes(sink).ToArray();
            Assert.True(types.Length == 0 || types.Any(t => written.Any(w => compilation.ClassifyConversion(w, t).IsImplicit)), sink.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public void Extension_methods_are_named_with_their_static_class(string sdk)
    {
        var entry = ShippedSdks.Load().Single(s => s.Id == sdk);
        foreach (var step in entry.Logging.Where(l => l.Kind == LoggingKind.Step))
        {
            Assert.True(new CatalogueCheck(entry).Type(step.Assembly, step.Type)!.IsStatic, step.Type);
        }
    }

    private static Dictionary<string, string> Sent<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(m => m.ToString(), m => ((ApiEnum<string, T>)m).Raw());
}
