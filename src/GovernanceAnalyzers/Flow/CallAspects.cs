using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Sdks;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>What there is to say about an inference call beside whether it is logged.</summary>
internal sealed class CallAspects
{
    private readonly SdkIndex _sdks;
    private readonly OutputLimits _limits;
    private readonly CancellationTokens _tokens;
    private readonly Fallbacks _fallbacks;
    private readonly ClientLifetimes _lifetimes;

    public CallAspects(SdkIndex sdks, CompiledPolicy policy, SourceModels sources)
    {
        _sdks = sdks;
        var settings = new SettingIndex(sdks);
        _limits = new OutputLimits(sdks, settings, sources);
        _tokens = new CancellationTokens(settings, sources);
        _fallbacks = new Fallbacks(sources);
        _lifetimes = new ClientLifetimes(sources);
        Exposures = new ContentExposures(sdks, settings, policy, sources);
    }

    public ContentExposures Exposures { get; }

    public InferenceCallFact Describe(InferenceCallFact fact, IInvocationOperation call, SdkEntry sdk, InferenceMethods inference, CancellationToken cancellation)
    {
        var (output, limit) = _limits.Decide(call, sdk, inference, cancellation);
        return fact with
        {
            Output = output,
            LimitType = limit is null ? "" : _sdks.MetadataName(limit.ContainingType.OriginalDefinition),
            LimitProperty = limit?.Name ?? "",
            Cancellation = _tokens.Decide(call, cancellation),
            Fallback = _fallbacks.Decide(call, cancellation),
            Lifetime = _lifetimes.Decide(call, cancellation),
        };
    }
}
