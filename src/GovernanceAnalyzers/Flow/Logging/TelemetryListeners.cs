using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers.Flow;

/// <summary>
/// SDK telemetry counts only when it is on and something listens: <c>AddSource("…")</c> for the SDK's activity source and, where the SDK
/// needs one, its AppContext switch or the environment variable that stands for it. All of that may stand anywhere in the compilation, so
/// all files are looked through, once, and only when an inference call depends on it.
/// </summary>
internal sealed class TelemetryListeners(SourceModels sources)
{
    private static readonly string[] Names = ["AddSource", "SetSwitch", "AddServiceDefaults"];

    private Calls? _calls;

    /// <param name="Unseen">Where a method of another project is called that may listen as well; empty when there is none.</param>
    private sealed record Calls(ImmutableArray<string> Sources, ImmutableHashSet<string> Switches, string Unseen);

    /// <summary>Logged, not visible because the listener may be in another project, or null when the SDK traces nothing here.</summary>
    public Trace? ListensTo(SdkEntry sdk, string type, string method, CancellationToken cancellation)
    {
        Trace? unseen = null;
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
            var on = needed.Length == 0 ? "the SDK traces it" : TurnedOn(needed, calls);
            if (on is null)
            {
                continue;
            }

            if (calls.Sources.FirstOrDefault(s => activities.Any(a => Glob.IsNameMatch(s, a) || Glob.IsNameMatch(a, s))) is { } source)
            {
                return Trace.Yes($"{on} and AddSource(\"{source}\") listens");
            }

            if (calls.Unseen.Length > 0)
            {
                unseen ??= Trace.NotVisible($"{on}, but whether {calls.Unseen} listens to {activities[0]} is set in another project");
            }
        }

        return unseen;
    }

    /// <summary>How a switch is turned on, or null. Only constants that are plainly "on" count.</summary>
    private string? TurnedOn(string name, Calls calls)
    {
        if (calls.Switches.Contains(name))
        {
            return "the SDK traces it";
        }

        // SDKs read a variable of the same name, spelled in capitals: OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY.
        var letters = Letters(name);
        return sources.Configuration.HasAny
            && sources.Configuration.FindBelow("").FirstOrDefault(v => v.Key.IndexOf('_') > 0
                && Letters(v.Key).Equals(letters, StringComparison.OrdinalIgnoreCase)
                && (v.Text.Equals("true", StringComparison.OrdinalIgnoreCase) || v.Text == "1")) is { } variable
                ? $"{variable.Key} in {Path.GetFileName(variable.Path)} makes the SDK trace it"
                : null;

        static string Letters(string text) => text.Replace("_", "").Replace(".", "");
    }

    private Calls Find(CancellationToken cancellation)
    {
        var listened = new SortedSet<string>(StringComparer.Ordinal);
        var switches = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var unseen = "";
        foreach (var token in Names.SelectMany(n => sources.References.Occurrences(n, cancellation)))
        {
            var expression = token.Parent is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } ? token.Parent.Parent : token.Parent;
            if (expression?.Parent is not InvocationExpressionSyntax invocation
                || invocation.Expression != expression
                || sources.Operation(invocation, cancellation) is not IInvocationOperation call)
            {
                continue;
            }

            var constants = call.Arguments.SelectMany(a => a.Value.DescendantsAndSelf()).Select(d => d.ConstantValue).Where(c => c.HasValue).Select(c => c.Value).ToArray();
            switch (token.ValueText)
            {
                case "AddSource":
                    listened.UnionWith(constants.OfType<string>());
                    break;
                case "SetSwitch":
                    if (constants.OfType<string>().FirstOrDefault() is { } key && constants.Contains(true))
                    {
                        switches.Add(key);
                    }

                    break;
                default:
                    if (unseen.Length == 0 && call.TargetMethod.DeclaringSyntaxReferences.Length == 0)
                    {
                        unseen = $"{call.TargetMethod.Name} at {Trace.Place(token.Parent!)}";
                    }

                    break;
            }
        }

        return new Calls(listened.ToImmutableArray(), switches.ToImmutable(), unseen);
    }
}
