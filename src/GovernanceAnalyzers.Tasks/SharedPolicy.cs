using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Policy;
using Microsoft.Build.Framework;

namespace GovernanceAnalyzers.Tasks;

/// <summary>
/// What projects of one governed tree ask of their policy before compilation, read once per build and MSBuild node, however many they are.
/// </summary>
/// <remarks>MSBuild keeps it until the build ends, and gives it to the tasks of several projects at once (<c>-mt</c>).</remarks>
internal sealed class SharedPolicy
{
    private static readonly object Gate = new();

    private readonly PolicyCompiler _policy;

    private SharedPolicy(PolicyCompiler policy) => _policy = policy;

    public string Root => _policy.Tree.Root;

    public bool IsInvalid => _policy.IsInvalid;

    public string BaselineText => _policy.Baseline.Text;

    /// <summary>Absolute paths.</summary>
    public string[] ConfigurationFiles => [.. _policy.ConfigurationFiles];

    /// <param name="request">What the policy depends on besides files.</param>
    public static SharedPolicy Of(IBuildEngine4 engine, GovernedTree tree, string request, CalendarDate date)
    {
        var key = Record.Format(typeof(SharedPolicy).FullName!, tree.Root, tree.RepositoryRoot, tree.PolicyFile ?? "", request);
        lock (Gate)
        {
            if (engine.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is SharedPolicy known)
            {
                return known;
            }

            var policy = new SharedPolicy(PolicyCompiler.Run(tree, date));
            engine.RegisterTaskObject(key, policy, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            return policy;
        }
    }

    /// <summary>Whether a project has AI in it.</summary>
    /// <param name="names">File names of what it references, without folder and extension.</param>
    public bool ConcernsReferences(ISet<string> names) => _policy.HasSdkForAnyAssembly || _policy.Assemblies.Any(names.Contains);

    /// <inheritdoc cref="PolicyCompiler.Text"/>
    public string Text(string relativeRoot) => _policy.Text(relativeRoot);

    /// <summary>All that the answers above depend on for a project.</summary>
    /// <param name="startFolder">Absolute path of the folder from which the policy was looked for.</param>
    public InputFiles Inputs(string startFolder) => With(startFolder, _policy.Inputs);

    /// <summary>What the answers to a project without AI depend on: what the repository documents does not matter to it.</summary>
    /// <inheritdoc cref="Inputs"/>
    public InputFiles InputsOfValidity(string startFolder) => With(startFolder, _policy.InputsOfValidity);

    private InputFiles With(string startFolder, InputFiles inputs)
    {
        inputs = new InputFiles(inputs);
        _policy.AddSearchedPlaces(startFolder, inputs);
        return inputs;
    }
}
