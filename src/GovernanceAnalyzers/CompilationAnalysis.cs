using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using GovernanceAnalyzers.Configuration;
using GovernanceAnalyzers.Core.Facts;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Http;
using GovernanceAnalyzers.Core.Policy;
using GovernanceAnalyzers.Core.Sdks;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Flow;
using GovernanceAnalyzers.Http;
using GovernanceAnalyzers.Sdks;
using GovernanceAnalyzers.Security;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace GovernanceAnalyzers;

/// <summary>The analysis of one compilation: finds AI calls, makes facts of them, reports what the rules say.</summary>
internal sealed class CompilationAnalysis
{
    /// <summary>Places of one way that are recorded.</summary>
    private const int MaximumPath = 24;

    private readonly CompiledPolicy _policy;
    private readonly SdkIndex _sdks;
    private readonly SourceModels _sources;
    private readonly LoggingAnalysis _logging;
    private readonly CallAspects _aspects;
    private readonly RawHttpAnalysis? _http;
    private readonly DataLeakage? _leakage;
    private readonly SecurityAnalysis _security;
    private readonly Credentials? _credentials;
    private readonly Endpoints? _endpoints;
    private readonly bool _readsTexts;
    private readonly string _root;
    private readonly bool _gate;
    private readonly ConcurrentBag<(CodeFact Fact, Location Location)> _facts = [];
    private readonly ConcurrentBag<ReportedFinding> _reported = [];
    private readonly ConcurrentDictionary<(FileLinePositionSpan Place, string Message), bool> _reportedInFiles = new();
    /// <summary>Which node reported a way: an editor may look at one node several times.</summary>
    private readonly ConcurrentDictionary<CodeFact, (SyntaxTree Tree, int Start)> _reportedFlows = new();
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableHashSet<string>> _aliases = new();
    private readonly Lazy<ImmutableHashSet<string>> _globalAliases;

    public CompilationAnalysis(Compilation compilation, CompiledPolicy policy, string policyPath, SdkIndex sdks, ConfigurationFiles configuration, bool gate)
    {
        _policy = policy;
        _sdks = sdks;
        _gate = gate;
        _sources = new SourceModels(compilation, configuration);
        _logging = new LoggingAnalysis(sdks, policy, _sources);
        _aspects = new CallAspects(sdks, policy, _sources);
        _credentials = policy.MayReport("GOV6003") ? new Credentials(sdks, _sources) : null;
        _endpoints = Endpoints.Create(sdks, policy, _sources);
        _readsTexts = _credentials is not null || policy.MayReport("GOV6009");
        _http = policy.HttpScope == HttpScope.Off ? null : new RawHttpAnalysis(sdks, policy, _sources, _logging, _credentials, _endpoints);
        _leakage = DataLeakage.Create(sdks, _sources);
        _security = new SecurityAnalysis(sdks, policy, _sources, gate);
        _root = RepositoryPaths.Root(policyPath, policy.RelativeRoot);
        _globalAliases = new Lazy<ImmutableHashSet<string>>(() => compilation.SyntaxTrees
            .SelectMany(t => AliasesIn(t).Where(u => u.GlobalKeyword.Span.Length > 0))
            .Select(u => u.Alias!.Name.Identifier.ValueText)
            .ToImmutableHashSet(StringComparer.Ordinal));
    }

    /// <summary>Looks at one node. The tests on names come first; only what passes them is bound.</summary>
    public void Visit(SyntaxNodeAnalysisContext context)
    {
        if (_credentials is not null && _http is not null && HttpHeaders.Written(context.Node) is not null)
        {
            foreach (var header in _http.Header(context.Node, context.SemanticModel, context.CancellationToken))
            {
                Report(context, header.Fact, header.Value!);
            }
        }

        switch (context.Node)
        {
            case CompilationUnitSyntax unit:
                if (_readsTexts)
                {
                    Texts(context, unit);
                }

                break;
            case AttributeSyntax attribute:
                if (Name(attribute.Name) is { } offering && _security.IsOffer(offering) && attribute.Parent?.Parent is MethodDeclarationSyntax offered
                    && context.SemanticModel.GetDeclaredSymbol(offered, context.CancellationToken) is { } tool)
                {
                    foreach (var (fact, place, path) in _security.Offered(tool, context.CancellationToken))
                    {
                        Report(context, fact, place, path);
                    }
                }

                break;
            case InvocationExpressionSyntax invocation:
                if (Name(invocation.Expression) is { } called && (_sdks.IsInterestingMethod(called) || ContentExposures.IsSwitch(called) || _security.IsInteresting(called))
                    && Bind(context) is IInvocationOperation call)
                {
                    Invocation(context, call);
                }

                if (_http is not null && Name(invocation.Expression) is { } sent && RawHttpAnalysis.IsCandidate(sent, invocation)
                    && Bind(context) is IInvocationOperation request)
                {
                    HttpCall(context, _http, request);
                }

                if (_leakage is not null && Name(invocation.Expression) is { } step && DataLeakage.IsCandidate(step)
                    && Bind(context) is IInvocationOperation stepCall && _leakage.Find(stepCall, context.CancellationToken) is { } leak)
                {
                    Report(context, leak with { Sdk = "ml-net" }, CallLocation(invocation));
                }

                break;
            case ObjectCreationExpressionSyntax creation:
                if (Name(creation.Type) is { } created
                    && (_sdks.IsInterestingType(created) || _security.IsInteresting(created, isType: true) || IsAlias(created, creation.SyntaxTree))
                    && Bind(context) is IObjectCreationOperation explicitObject)
                {
                    Creation(context, explicitObject.Constructor, explicitObject.Arguments, explicitObject);
                }

                break;
            case ImplicitObjectCreationExpressionSyntax implicitCreation:
                if ((implicitCreation.ArgumentList.Arguments.Count > 0 || _endpoints is not null) && Bind(context) is IObjectCreationOperation implicitObject)
                {
                    Creation(context, implicitObject.Constructor, implicitObject.Arguments, implicitObject);
                }

                break;
            case ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                if (Bind(context) is IInvocationOperation chained)
                {
                    Creation(context, chained.TargetMethod, chained.Arguments, chained);
                }

                break;
            case AssignmentExpressionSyntax assignment:
                if (Name(assignment.Left) is { } switched && _aspects.Exposures.IsCapture(switched)
                    && Bind(context) is { } capture && _aspects.Exposures.Capture(capture) is { } exposure)
                {
                    Report(context, exposure, assignment.GetLocation());
                }

                if (Name(assignment.Left) is { } instruction && _security.IsInteresting(instruction)
                    && Bind(context) is IAssignmentOperation { Target: IPropertyReferenceOperation } set)
                {
                    foreach (var (fact, place, path) in _security.Instructions(set, context.CancellationToken))
                    {
                        Report(context, fact, place, path);
                    }
                }

                if (Name(assignment.Left) is { } assigned && _sdks.IsInterestingProperty(assigned)
                    && Bind(context) is IAssignmentOperation { Target: IPropertyReferenceOperation property } operation)
                {
                    var name = $"{property.Property.ContainingType.Name}.{property.Property.Name}";
                    if (_sdks.ModelSink(property.Property) is var (sdk, sink))
                    {
                        ModelReferences(context, sdk, sink, operation.Value, name, operation);
                    }
                    else if (_sdks.Sink<CredentialSink>(property.Property) is var (owner, credential))
                    {
                        Credential(context, owner, credential, operation.Value, name);
                        Addresses(context, _endpoints?.OfProperty(credential, owner.Provider, operation.Value, name, context.CancellationToken) ?? [], assignment.GetLocation());
                    }
                }

                break;
        }
    }

    /// <summary>Writes the facts and, last, the sentinel. Sorted, so that the compiler's log is the same in every run.</summary>
    public void ReportFacts(CompilationAnalysisContext context)
    {
        var facts = _facts
            .Concat(SuppressionSites.Find(_reported, context.Compilation, _root, context.CancellationToken))
            .ToArray();
        Array.Sort(facts, static (a, b) =>
        {
            var order = a.Fact.Place.CompareTo(b.Fact.Place);
            order = order != 0 ? order : string.CompareOrdinal(a.Fact.DiagnosticId, b.Fact.DiagnosticId);
            return order != 0 ? order : string.CompareOrdinal(AllOf(a.Fact), AllOf(b.Fact));
        });
        foreach (var (fact, location) in facts)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Fact(fact.DiagnosticId), location, Properties(fact.ToProperties()), Text(fact)));
        }

        foreach (var gap in CatalogueGaps.Find(context.Compilation, _sdks.Sdks, _policy.Security))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Fact(gap.DiagnosticId), Location.None, Properties(gap.ToProperties()), $"{gap.Name} is not in {gap.Assembly} {gap.Version}"));
        }

        var completed = new AnalysisCompleted(
            context.Compilation.AssemblyName ?? "",
            _policy.Digest,
            facts.Count(f => f.Fact is ModelReferenceFact),
            facts.Count(f => f.Fact is InferenceCallFact),
            facts.Count(f => f.Fact is DatasetLoadFact));
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.Fact(FactIds.AnalysisCompleted),
            Location.None,
            Properties(completed.ToProperties()),
            $"analysis of {completed.Assembly} completed under {completed.PolicyDigest}"));
    }

    /// <summary>Several values may reach one place, so place and kind alone do not order facts.</summary>
    private static string AllOf(CodeFact fact) =>
        string.Join("\n", fact.ToProperties().OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + p.Value));

    private static string Text(CodeFact fact) => fact switch
    {
        ModelReferenceFact reference => $"{reference.Sink}: {(reference.Value is null ? "unknown" : reference.Model)}",
        InferenceCallFact call => call.Method,
        DatasetLoadFact load => $"{load.Method}: {load.Value ?? "unknown"}",
        ContentExposureFact exposure => exposure.What,
        DataLeakageFact leak => $"{leak.Kind}: {leak.What}",
        UntrustedFlowFact flow => $"{flow.Origin} in {flow.Sink}",
        ToolSideEffectFact effect => $"{effect.Tool}: {effect.Effect}",
        HardCodedCredentialFact key => $"{key.Kind}: {key.Sink}",
        HiddenCharactersFact hidden => hidden.What,
        EndpointFact endpoint => $"{endpoint.Sink}: {endpoint.Value ?? "unknown"}",
        SuppressionFact suppression => $"{suppression.Rule} is hidden by {suppression.Site}",
        _ => "",
    };

    private static ImmutableDictionary<string, string?> Properties(IReadOnlyDictionary<string, string> properties) =>
        properties.ToImmutableDictionary(p => p.Key, p => (string?)p.Value);

    /// <summary>The rightmost name of an expression or type, or null.</summary>
    private static string? Name(SyntaxNode? node) => node switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        NullableTypeSyntax nullable => Name(nullable.ElementType),
        _ => null,
    };

    private static IOperation? Bind(SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetOperation(context.Node, context.CancellationToken);

    /// <summary>"using Chat = OpenAI.Chat.ChatClient" hides the name that the catalogue knows; so does a global one in another file.</summary>
    private bool IsAlias(string name, SyntaxTree tree) =>
        _globalAliases.Value.Contains(name)
        || _aliases.GetOrAdd(
            tree,
            static t => AliasesIn(t).Select(u => u.Alias!.Name.Identifier.ValueText).ToImmutableHashSet(StringComparer.Ordinal)).Contains(name);

    private static IEnumerable<UsingDirectiveSyntax> AliasesIn(SyntaxTree tree) => tree.GetRoot()
        .DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        .OfType<UsingDirectiveSyntax>()
        .Where(u => u.Alias is not null);

    private void Invocation(SyntaxNodeAnalysisContext context, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        Security(context, call);
        foreach (var (sdk, sink) in _sdks.ModelSinks(method))
        {
            if (Argument(call.Arguments, sink.Parameter) is { } argument)
            {
                ModelReferences(context, sdk, sink, argument.Value, SinkName(method), call);
            }
        }

        foreach (var (sdk, load) in _sdks.DatasetLoads(method))
        {
            DatasetLoads(context, sdk, load, call.Arguments, SinkName(method));
        }

        Security(context, method, call.Arguments, call);

        if (method.DeclaringSyntaxReferences.Length == 0
            && _sdks.Inference(method) is var (inferenceSdk, inference)
            && !_logging.IsOwnImplementation(call, context.CancellationToken))
        {
            var (logged, evidence, made) = _logging.Decide(call, inferenceSdk, context.CancellationToken);
            if (logged == Logged.No && inference.Kind is "kernel-function" or "chain-run")
            {
                (logged, evidence) = (Logged.NotVisible, "what is run may be a plain function, which asks no model; the call does not show it");
            }

            var fact = new InferenceCallFact
            {
                Sdk = inferenceSdk.Id,
                Method = SinkName(method),
                Kind = inference.Kind,
                Logged = logged,
                Evidence = evidence,
            };
            Report(
                context,
                _aspects.Describe(fact, call, inferenceSdk, inference, context.CancellationToken),
                CallLocation(call.Syntax),
                made is null ? null : [made.GetLocation()]);
            foreach (var (exposure, place) in _aspects.Exposures.Logged(call, inference.Kind, context.CancellationToken))
            {
                Report(context, exposure with { Sdk = inferenceSdk.Id }, place.GetLocation());
            }
        }
        else if (_aspects.Exposures.Switch(call) is { } exposed)
        {
            Report(context, exposed, call.Syntax.GetLocation());
        }
    }

    private void Security(SyntaxNodeAnalysisContext context, IOperation operation)
    {
        foreach (var (fact, place, path) in _security.Calls(operation, context.CancellationToken))
        {
            Report(context, fact, place, path);
        }
    }

    private void HttpCall(SyntaxNodeAnalysisContext context, RawHttpAnalysis http, IInvocationOperation call)
    {
        foreach (var found in http.Find(call, context.CancellationToken))
        {
            if (found.Value is { } value)
            {
                Report(context, found.Fact, value);
            }
            else
            {
                Report(context, found.Fact, CallLocation(call.Syntax));
            }

            foreach (var (fact, place, path) in found.Fact is InferenceCallFact asked ? _security.Answers(call, asked, context.CancellationToken) : [])
            {
                Report(context, fact, place, path);
            }
        }
    }

    private void Creation(
        SyntaxNodeAnalysisContext context, IMethodSymbol? constructor, ImmutableArray<IArgumentOperation> arguments, IOperation operation)
    {
        if (constructor is null)
        {
            return;
        }

        Security(context, operation);
        foreach (var (sdk, sink) in _sdks.ModelSinks(constructor))
        {
            if (Argument(arguments, sink.Parameter) is { } argument)
            {
                ModelReferences(context, sdk, sink, argument.Value, SinkName(constructor), operation);
            }
        }

        foreach (var (sdk, load) in _sdks.DatasetLoads(constructor))
        {
            DatasetLoads(context, sdk, load, arguments, SinkName(constructor));
        }

        Security(context, constructor, arguments, operation);
    }

    /// <summary>The keys and addresses that a call or a creation is given.</summary>
    private void Security(SyntaxNodeAnalysisContext context, IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IOperation operation)
    {
        foreach (var (sdk, sink) in _sdks.Sinks<CredentialSink>(method))
        {
            if (Argument(arguments, sink.Parameter) is { } argument)
            {
                Credential(context, sdk, sink, argument.Value, SinkName(method));
            }
        }

        if (_endpoints is not null)
        {
            Addresses(context, _endpoints.Of(method, arguments, operation, SinkName(method), context.CancellationToken), CallLocation(operation.Syntax));
        }
    }

    private void Credential(SyntaxNodeAnalysisContext context, SdkEntry sdk, CredentialSink sink, IOperation argument, string sinkName)
    {
        if (_credentials is null || !Credentials.IsSecret(sink))
        {
            return;
        }

        foreach (var (fact, value) in _credentials.Find(sdk.Provider, argument, HardCodedCredentialFact.Argument, sinkName, context.CancellationToken))
        {
            Report(context, fact with { Sdk = sdk.Id }, value);
        }
    }

    private void Addresses(SyntaxNodeAnalysisContext context, IEnumerable<(EndpointFact Fact, PossibleValue? Value)> found, Location otherwise)
    {
        foreach (var (fact, value) in found)
        {
            if (value is null)
            {
                Report(context, fact, otherwise);
            }
            else
            {
                Report(context, fact, value);
            }
        }
    }

    private void Texts(SyntaxNodeAnalysisContext context, CompilationUnitSyntax unit)
    {
        foreach (var (fact, span) in SourceTexts.Find(unit, _sdks, context.CancellationToken))
        {
            var around = context.SemanticModel.GetEnclosingSymbol(span.Start, context.CancellationToken);
            Report(context, fact, Location.Create(unit.SyntaxTree, span), around: around);
        }
    }

    private void ModelReferences(
        SyntaxNodeAnalysisContext context, SdkEntry sdk, ModelSink sink, IOperation argument, string sinkName, IOperation operation)
    {
        if (sink.Kind is not ("model" or "deployment" or "model|deployment" or "config-section"))
        {
            // Paths and revisions name a model in ways that other rules judge.
            return;
        }

        var resolver = new ValueResolver(_sdks, _sources, context.CancellationToken);
        foreach (var value in sink.Kind == "config-section" ? resolver.ResolveKeyBelow(argument, "Model") : resolver.Resolve(argument))
        {
            var providers = value.Contexts.Take(ValueResolver.MaximumValues)
                .SelectMany(c => new ProviderResolver(_sdks, _policy, _sources, c).Resolve(sdk, sink, operation, context.CancellationToken))
                .Distinct()
                .OrderBy(p => p.Provider, StringComparer.Ordinal)
                .ToArray();

            // What cannot be known is the same for every provider.
            foreach (var (provider, kind) in value.Text is null ? providers.Take(1) : providers)
            {
                Report(
                    context,
                    new ModelReferenceFact
                    {
                        Sdk = sdk.Id,
                        Provider = provider,
                        Kind = kind,
                        Value = value.Text,
                        Origin = value.Origin,
                        Sink = sinkName,
                    },
                    value);
            }
        }
    }

    private void DatasetLoads(
        SyntaxNodeAnalysisContext context, SdkEntry sdk, DatasetLoad load, ImmutableArray<IArgumentOperation> arguments, string method)
    {
        if (load.Kind is not ("file" or "folder" or "url") || Argument(arguments, load.Parameter) is not { } argument)
        {
            return;
        }

        if (load.WhenParameter.Length > 0 && Argument(arguments, load.WhenParameter) is { } purpose)
        {
            if (Purpose(purpose.Value) is not { } named)
            {
                // It may be data for training, or a picture for a chat.
                Report(
                    context,
                    new DatasetLoadFact { Sdk = sdk.Id, Method = method, Kind = load.Kind, Origin = "an upload whose purpose is chosen at run time" },
                    purpose.Syntax.GetLocation());
                return;
            }

            if (!load.WhenMembers.Contains(named))
            {
                return;
            }
        }

        // "params string[] paths" and collection arguments hold several paths.
        var resolver = new ValueResolver(_sdks, _sources, context.CancellationToken);
        var values = argument.Value.Type?.SpecialType != SpecialType.System_String && OperationTree.Elements(argument.Value) is not null
            ? resolver.ResolveElements(argument.Value)
            : resolver.Resolve(argument.Value);
        foreach (var value in values)
        {
            Report(
                context,
                new DatasetLoadFact { Sdk = sdk.Id, Method = method, Kind = load.Kind, Value = value.Text, Origin = value.Origin },
                value);
        }
    }

    /// <summary>The SDK's member that an argument names, also by way of a local that is set once; null when it is decided elsewhere.</summary>
    private string? Purpose(IOperation value) => OperationTree.Unwrap(value) switch
    {
        IMemberReferenceOperation { Member: { DeclaringSyntaxReferences.Length: 0, Name: var name } } => name,
        ILocalReferenceOperation local when _sources.Assignments(local, out var isComplete) is { Count: 1 } values && isComplete => Purpose(values[0]),
        _ => null,
    };

    /// <summary>The argument for a parameter, if the call gives one.</summary>
    private static IArgumentOperation? Argument(ImmutableArray<IArgumentOperation> arguments, string parameter) =>
        arguments.FirstOrDefault(a => a.Parameter?.Name == parameter && a.ArgumentKind != ArgumentKind.DefaultValue);

    /// <summary>From the method's name on, so that a long fluent chain is not underlined as a whole.</summary>
    private static Location CallLocation(SyntaxNode call)
    {
        var name = call is InvocationExpressionSyntax invocation
            ? invocation.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name,
                MemberBindingExpressionSyntax binding => binding.Name,
                var other => other,
            }
            : call;
        return name.GetLocation();
    }

    private static string SinkName(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor
        ? $"new {method.ContainingType.Name}"
        : $"{(method.ReducedFrom ?? method).ContainingType.Name}.{method.Name}";

    /// <summary>Reports where the value is reached, or, when a configuration file holds it, in that file.</summary>
    private void Report(SyntaxNodeAnalysisContext context, CodeFact fact, PossibleValue value)
    {
        if (value.File is { } file)
        {
            Report(context, fact, file.ToLocation());
        }
        else
        {
            Report(
                context,
                fact,
                value.Shown.GetLocation(),
                value.Text is null ? [] : value.Holders.Where(h => h != value.Shown).Select(h => h.GetLocation()).ToArray());
        }
    }

    /// <summary>Reports a fact about a way through the code; its places are the related locations.</summary>
    private void Report(SyntaxNodeAnalysisContext context, CodeFact fact, SyntaxNode place, Trail path)
    {
        var steps = FlowStep.Join(path.Steps().Take(MaximumPath).Select(s =>
        {
            var span = s.Node.GetLocation().GetMappedLineSpan();
            return new FlowStep(
                new SourcePlace(RepositoryPaths.Relative(_root, span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1),
                Excerpt.Visible(s.Text));
        }));
        Report(
            context,
            fact switch
            {
                UntrustedFlowFact flow => flow with { Path = steps },
                ToolSideEffectFact effect => effect with { Path = steps },
                _ => fact,
            },
            place.GetLocation(),
            path.Steps().Take(MaximumPath).Select(s => s.Node.GetLocation()).ToArray(),
            _sources.Enclosing(place, context.CancellationToken));
    }

    /// <param name="around">The member around the place, where that is not the one that is looked at.</param>
    private void Report(SyntaxNodeAnalysisContext context, CodeFact fact, Location location, IReadOnlyList<Location>? related = null, ISymbol? around = null)
    {
        around ??= context.ContainingSymbol;
        // Mapped, because that is the place the compiler logs: Razor and other generated code point at the file a person wrote.
        var span = location.GetMappedLineSpan();
        fact = fact with
        {
            Place = new SourcePlace(
                RepositoryPaths.Relative(_root, span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1),
            Symbol = Symbol(around),
        };
        if (fact is UntrustedFlowFact or ToolSideEffectFact
            && _reportedFlows.GetOrAdd(fact, (context.Node.SyntaxTree, context.Node.SpanStart)) != (context.Node.SyntaxTree, context.Node.SpanStart))
        {
            // Two calls may lead to one place, as a plugin that is offered twice does.
            return;
        }

        if (_gate)
        {
            _facts.Add((fact, location));
        }

        foreach (var (rule, hit, finding) in _policy.Judge(fact))
        {
            if (_policy.WaiverFor(finding) is not null)
            {
                continue;
            }

            // Several calls may read one configuration key; its line is reported once for all of them.
            if (location.Kind == LocationKind.ExternalFile && !_reportedInFiles.TryAdd((location.GetLineSpan(), finding.Message), true))
            {
                continue;
            }

            var isLocked = _policy.Rule(rule.Info.Id).Locked;
            if (_gate)
            {
                _reported.Add(new ReportedFinding(rule.Info.Id, isLocked, fact.Place, location, around));
            }

            var descriptor = Descriptors.Rule(rule.Info.Id, isLocked);
            context.ReportDiagnostic(Diagnostic.Create(
                descriptor,
                location,
                _gate ? DiagnosticSeverity.Info : finding.Severity.ToDiagnosticSeverity(),
                related,
                FixProperties.For(fact, hit, _sdks),
                finding.Message));
        }
    }

    private static string Symbol(ISymbol? symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol is null or INamespaceSymbol ? "" : symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
    }
}
