using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GovernanceAnalyzers.StandIns;

/// <summary>
/// Compiles the stand-ins of <c>Sources</c>, one file per assembly, when a test asks for one. The first lines of a file say what it stands for,
/// in which version, and what it is compiled against:
/// <code>
/// // Stand-in for OllamaSharp 5.4.25. ...
/// // references: Microsoft.Extensions.AI.Abstractions
/// </code>
/// A project per assembly would make every build slower, and two of them could not be called Azure.AI.OpenAI.
/// </summary>
internal static class StandInSource
{
    private const string Opening = "// Stand-in for ";
    private const string ReferencesLine = "// references: ";

    /// <summary>What the real packages mark as experimental.</summary>
    private static readonly string[] Experimental = ["MEAI001", "OPENAI001", "OPENAI002"];

    private static readonly string Folder = FindFolder();
    private static readonly ConcurrentDictionary<string, Lazy<(byte[] Image, MetadataReference Reference)>> Compiled = new();

    private static readonly Lazy<ImmutableArray<MetadataReference>> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => !string.Equals(Path.GetDirectoryName(p), AppContext.BaseDirectory.TrimEnd('/', '\\'), StringComparison.OrdinalIgnoreCase))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ]);

    /// <summary>Assembly names, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetFiles(Folder, "*.cs").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    public static bool Has(string assembly) => Names.Contains(assembly);

    /// <summary>The version that the stand-in stands for.</summary>
    public static string Version(string assembly)
    {
        var opening = Lines(assembly).FirstOrDefault(l => l.StartsWith(Opening, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{assembly}.cs does not say '{Opening}NAME VERSION'.");
        var words = opening.Substring(Opening.Length).Split(' ');
        return words[0] == assembly ? words[1].TrimEnd('.', ',', ':') : throw new InvalidOperationException($"{assembly}.cs stands for {words[0]}.");
    }

    public static MetadataReference Reference(string assembly) => Get(assembly).Reference;

    public static byte[] Image(string assembly) => Get(assembly).Image;

    /// <summary>The stand-in and everything that it is compiled against, itself last.</summary>
    public static IEnumerable<string> WithReferences(string assembly) =>
        References(assembly).SelectMany(r => Has(r) ? WithReferences(r) : [r]).Append(assembly).Distinct();

    /// <summary>An assembly next to the tests, or a stand-in of that name.</summary>
    public static MetadataReference Resolve(string assembly) =>
        Has(assembly) ? Reference(assembly) : MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    private static IEnumerable<string> References(string assembly) =>
        Lines(assembly).Where(l => l.StartsWith(ReferencesLine, StringComparison.Ordinal)).SelectMany(l => l.Substring(ReferencesLine.Length).Split(", "));

    private static IEnumerable<string> Lines(string assembly) =>
        File.ReadLines(Path.Combine(Folder, assembly + ".cs")).TakeWhile(l => l.StartsWith("//", StringComparison.Ordinal));

    private static (byte[] Image, MetadataReference Reference) Get(string assembly) =>
        Compiled.GetOrAdd(assembly, a => new Lazy<(byte[], MetadataReference)>(() => Compile(a))).Value;

    private static (byte[] Image, MetadataReference Reference) Compile(string assembly)
    {
        var version = Version(assembly);
        var numbers = version.Split('-')[0];
        var path = Path.Combine(Folder, assembly + ".cs");
        var compilation = CSharpCompilation.Create(
            assembly,
            [
                CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path),
                CSharpSyntaxTree.ParseText($"""
                    [assembly: System.Reflection.AssemblyVersion("{numbers}")]
                    [assembly: System.Reflection.AssemblyInformationalVersion("{version}")]
                    """),
            ],
            Framework.Value.Concat(WithReferences(assembly).Where(r => r != assembly).Select(Resolve)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Annotations,
                specificDiagnosticOptions: Experimental.Select(id => KeyValuePair.Create(id, ReportDiagnostic.Suppress))));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success
            ? (image.ToArray(), MetadataReference.CreateFromImage(image.ToArray(), filePath: assembly + ".dll"))
            : throw new InvalidOperationException(
                string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
    }

    private static string FindFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "tests", "StandIns", "Sources");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("tests/StandIns/Sources");
    }
}
