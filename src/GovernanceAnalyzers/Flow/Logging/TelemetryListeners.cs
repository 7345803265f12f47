using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// SDK telemetry counts only when it is on and something listens: <c>AddSource("…")</c> for the SDK's activity source and, where the SDK
/// needs one, its AppContext switch. Both may stand anywhere in the compilation, so all files are looked through, once, and only when an
/// inference call depends on it.
/// </summary>
internal sealed class TelemetryListeners(SourceModels sources)
{
    private Calls? _calls;

    private sealed record Calls(ImmutableArray<string> Sources, ImmutableHashSet<string> Switches);

    public string? ListensTo(SdkEntry sdk, string type, string method, CancellationToken cancellation)
    {
        foreach (var step in sdk.Logging)
        {
            var (needed, activities) = step.Kind switch
            {
                LoggingKind.Source => ("", step.Members),
                LoggingKind.Switch when step.Members.Count > 1 => (step.Members[0], step.Members.Skip(1).ToArray()),
                _ => ("", (IReadOnlyList<string>)[]),
            };
            if (activities.Count == 0 || !step.Covered(type, method))
            {
                continue;
            }

            var calls = _calls ??= Find(cancellation);
            var source = calls.Sources.FirstOrDefault(s => activities.Any(a => Glob.IsNameMatch(s, a) || Glob.IsNameMatch(a, s)));
            if (source is not null && (needed.Length == 0 || calls.Switches.Contains(needed)))
            {
                return $"the SDK traces it and AddSource(\"{source}\") listens";
            }
        }

        return null;
    }

    private Calls Find(CancellationToken cancellation)
    {
        var listened = new SortedSet<string>(StringComparer.Ordinal);
        var switches = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var tree in sources.Compilation.SyntaxTrees)
        {
            // Looking at the text first spares walking the tree of nearly every file.
            var text = tree.GetText(cancellation).ToString();
            if (text.IndexOf("AddSource", StringComparison.Ordinal) < 0 && text.IndexOf("SetSwitch", StringComparison.Ordinal) < 0)
            {
                continue;
            }

            foreach (var invocation in tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                var name = invocation.Expression switch
                {
                    MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                    MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
                    SimpleNameSyntax simple => simple.Identifier.ValueText,
                    _ => null,
                };
                if (name is not ("AddSource" or "SetSwitch")
                    || sources.Operation(invocation, cancellation) is not IInvocationOperation call)
                {
                    continue;
                }

                var constants = call.Descendants().Select(d => d.ConstantValue).Where(c => c.HasValue).Select(c => c.Value).ToArray();
                if (name == "AddSource")
                {
                    listened.UnionWith(constants.OfType<string>());
                }
                else if (constants.OfType<string>().FirstOrDefault() is { } key && constants.Contains(true))
                {
                    switches.Add(key);
                }
            }
        }

        return new Calls(listened.ToImmutableArray(), switches.ToImmutable());
    }
}
