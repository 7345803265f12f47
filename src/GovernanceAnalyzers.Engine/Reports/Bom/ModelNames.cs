using System;
using System.Linq;
using System.Text.RegularExpressions;
using GovernanceAnalyzers.Engine.Catalogue;

namespace GovernanceAnalyzers.Engine.Reports.Bom;

/// <summary>What a bill of materials calls a model: name, version, package URL.</summary>
internal static class ModelNames
{
    public const string LocalArtifact = "local-artifact";

    private const string HuggingFace = "huggingface";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>As the rules of the Hub in <c>policies/models/huggingface.yml</c> have it.</summary>
    private static readonly Regex Revision = new(@"^(?<name>[^;@\s]+)(;[a-z]+)?[;@](revision=)?(?<revision>.+)\z", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex HubRepository = new(@"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?\z", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Commit = new(@"^[0-9a-fA-F]{40}\z", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex NuGetPackage = new(@"^nuget:(?<id>[A-Za-z0-9._-]+)/\[?(?<version>[0-9A-Za-z.+-]+)\]?\z", RegexOptions.CultureInvariant, Patience);

    /// <summary>As <c>policies/models/local-artifact.yml</c> has a file with the digest that is recorded of it.</summary>
    private static readonly Regex FileWithDigest = new(@"^(?<name>.+?)[;#@](oid )?(?<digest>(sha256|sha384|sha512)[=:-][0-9a-fA-F]{64,128})\z", RegexOptions.CultureInvariant, Patience);

    /// <summary>Name and version; the version is empty where the reference has none, or nobody can tell.</summary>
    public static (string Name, string Version) Split(string provider, string reference) =>
        provider == HuggingFace && Revision.Match(reference) is { Success: true } hub ? (hub.Groups["name"].Value, hub.Groups["revision"].Value)
        : provider == LocalArtifact && NuGetPackage.Match(reference) is { Success: true } package ? (package.Groups["id"].Value, package.Groups["version"].Value)
        : provider == LocalArtifact && FileWithDigest.Match(reference) is { Success: true } file ? (file.Groups["name"].Value, file.Groups["digest"].Value)
        : ShippedCatalogue.Instance.ModelCatalogue.Split(provider, reference);

    /// <summary>Whose model it is where the name says so and the provider only hosts it; else null.</summary>
    public static string? Publisher(string provider, string name) =>
        provider == HuggingFace && HubRepository.IsMatch(name) && name.IndexOf('/') is > 0 and var slash ? name.Substring(0, slash) : null;

    /// <summary>
    /// A package URL for the two kinds that have a definition which fits: Hugging Face, whose versions are commits, and NuGet. Empty otherwise.
    /// Source: package-url/purl-spec, huggingface and nuget.
    /// </summary>
    public static string PackageUrl(string provider, string reference)
    {
        var (name, version) = Split(provider, reference);
        return provider switch
        {
            HuggingFace when HubRepository.IsMatch(name) && !name.Split('/').Any(p => p is "." or "..") =>
                "pkg:huggingface/" + name + (Commit.IsMatch(version) ? "@" + version.ToLowerInvariant() : ""),
            LocalArtifact when NuGetPackage.IsMatch(reference) => $"pkg:nuget/{name}@{Uri.EscapeDataString(version)}",
            _ => "",
        };
    }
}
