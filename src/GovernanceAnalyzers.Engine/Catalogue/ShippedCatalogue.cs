using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Catalogue;

/// <summary>Everything under <c>policies/</c> that is not a preset, read once per process: it is part of the assembly and never changes.</summary>
public sealed class ShippedCatalogue
{
    private static readonly Lazy<ShippedCatalogue> Loaded = new(() => new ShippedCatalogue());

    private readonly Lazy<ShippedLicences> _licences = new(() =>
    {
        var problems = new List<FileProblem>();
        var licences = ShippedLicences.Load(problems);
        return problems.Count == 0 ? licences : throw new InvalidOperationException($"{problems[0].Place}: {problems[0].Message}");
    });

    private readonly Lazy<ModelCatalogue> _modelCatalogue;

    private ShippedCatalogue()
    {
        Sdks = ShippedSdks.Load();
        SdkRecordLines = Sdks.SelectMany(SdkRecords.Write).ToArray();
        Models = ShippedModels.Load();
        ModelRecordLines = Models.SelectMany(ModelRecords.Write).ToArray();
        ListRecords = ShippedLists.Records();
        HttpEndpoints = ShippedLists.HttpEndpoints();
        _modelCatalogue = new(() => ModelCatalogue.From(Models));
    }

    public static ShippedCatalogue Instance => Loaded.Value;

    public IReadOnlyList<SdkEntry> Sdks { get; }

    public IReadOnlyList<string> SdkRecordLines { get; }

    public IReadOnlyList<ProviderModels> Models { get; }

    public IReadOnlyList<string> ModelRecordLines { get; }

    public IReadOnlyList<string> ListRecords { get; }

    public IReadOnlyList<HttpEndpoint> HttpEndpoints { get; }

    /// <summary>The models, ready to be asked about references.</summary>
    public ModelCatalogue ModelCatalogue => _modelCatalogue.Value;

    /// <summary>Read only when a licence is checked.</summary>
    public ShippedLicences Licences => _licences.Value;
}
