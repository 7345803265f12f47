using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Yaml;

namespace GovernanceAnalyzers.Engine.Repository.Ci;

/// <summary>Whether building the projects here runs the check.</summary>
internal static class PackageReferences
{
    private static readonly string[] ProjectFiles = ["**/*.csproj", "**/*.props", "**/*.targets", "**/packages.config"];

    private static readonly Regex Package = new(
        @"(Include|id)\s*=\s*[""']GovernanceAnalyzers[""']", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    // An SDK of the organisation's own, or an import of something that is not here, may bring the package along.
    private static readonly Regex OtherSdk = new(
        @"<Project\s[^>]*\bSdk\s*=\s*[""'](?!Microsoft\.|MSTest\.|Aspire\.)|<Sdk\s+Name\s*=\s*[""'](?!Microsoft\.|MSTest\.|Aspire\.)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Null where it cannot be told.</summary>
    public static bool? AnyIn(PolicyCompiler input)
    {
        if (input.Tree.Packs.Count > 0 || input.Policy.Layers.Any(l => l.Version.Length > 0))
        {
            // A policy pack is a package that projects reference, and it brings the check.
            return true;
        }

        var cannotTell = false;
        foreach (var (full, display, length) in Candidates(input))
        {
            if (length == 0)
            {
                continue;
            }

            var problems = new List<FileProblem>();
            if (YamlReader.ReadText(full, display, YamlReader.MaximumBytes, problems) is not { } text)
            {
                cannotTell = true;
                continue;
            }

            if (Package.IsMatch(text))
            {
                return true;
            }

            cannotTell |= OtherSdk.IsMatch(text);
        }

        return cannotTell ? null : false;
    }

    private static IEnumerable<(string Full, string Display, long Length)> Candidates(PolicyCompiler input)
    {
        foreach (var file in input.Listing.Matching(ProjectFiles))
        {
            yield return (file.FullPath, file.Path, file.Length);
        }

        // MSBuild looks for these above the project, too.
        for (var folder = input.Tree.Root; folder != input.Tree.RepositoryRoot && Path.GetDirectoryName(folder) is { } parent; folder = parent)
        {
            foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            {
                var file = new FileInfo(Path.Combine(parent, name));
                input.Inputs.Add(file.FullName);
                if (file.Exists)
                {
                    yield return (file.FullName, input.Tree.Relative(file.FullName), file.Length);
                }
            }
        }
    }
}
