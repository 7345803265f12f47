using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Gate;

/// <summary>
/// Looks for the line of configuration that switches a rule off, where a finding is missing from the compiler's log: .editorconfig from
/// the finding's folder upwards, .globalconfig, NoWarn and rule sets from the project's folder upwards. Nothing is evaluated, so what is set
/// on the command line or imported from elsewhere is not found.
/// </summary>
internal sealed class ConfigurationSites(GovernedTree tree, string project)
{
    private const int MaximumBytes = 1024 * 1024;
    private const string Unknown = "in configuration, by NoWarn, .editorconfig or a global analyzer config";

    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XDocument?> _documents = new(StringComparer.Ordinal);

    public Suppression Find(string rule, SourcePlace finding)
    {
        try
        {
            var file = Path.GetFullPath(Path.Combine(tree.Root, finding.Path));
            var projectFile = Path.GetFullPath(Path.Combine(tree.Root, project));
            var site = EditorConfig(rule, file) ?? GlobalConfig(rule, projectFile) ?? NoWarn(rule, projectFile) ?? RuleSet(rule, projectFile);
            if (site is var (how, place))
            {
                return new Suppression(rule, finding, how, "") { Site = place };
            }
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            // Source generators and #line may name files as no file can be named.
        }

        return new Suppression(rule, finding, Unknown, "");
    }

    private (string How, SourcePlace Place)? EditorConfig(string rule, string file)
    {
        var files = Upwards(file, ".editorconfig").ToArray();
        foreach (var key in Keys(rule))
        {
            // The nearest file that says anything decides, and in it the last line.
            foreach (var config in files)
            {
                if (Setting(config, key, section => Applies(section, config, file), out var isOff) is { } place)
                {
                    if (isOff)
                    {
                        return ("by .editorconfig", place);
                    }

                    return null;
                }

                if (IsRoot(config))
                {
                    break;
                }
            }
        }

        return null;
    }

    private (string How, SourcePlace Place)? GlobalConfig(string rule, string projectFile)
    {
        foreach (var key in Keys(rule))
        {
            foreach (var config in Upwards(projectFile, ".globalconfig"))
            {
                if (Setting(config, key, section => section.Length == 0, out var isOff) is { } place && isOff)
                {
                    return ("by a global analyzer config", place);
                }
            }
        }

        return null;
    }

    /// <summary>From the most to the least specific.</summary>
    private static IEnumerable<string> Keys(string rule)
    {
        yield return $"dotnet_diagnostic.{rule}.severity";
        if (RuleCatalogue.Find(rule) is { } info)
        {
            yield return $"dotnet_analyzer_diagnostic.category-{info.Category}.severity";
        }

        yield return "dotnet_analyzer_diagnostic.severity";
    }

    private SourcePlace? Setting(string config, string key, Func<string, bool> applies, out bool isOff)
    {
        var section = "";
        SourcePlace? found = null;
        isOff = false;
        var lines = Lines(config);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.StartsWith("[", StringComparison.Ordinal) && line.EndsWith("]", StringComparison.Ordinal))
            {
                section = line.Substring(1, line.Length - 2);
                continue;
            }

            var equals = line.IndexOfAny(['=', ':']);
            if (equals > 0
                && line[0] is not ('#' or ';')
                && string.Equals(line.Substring(0, equals).Trim(), key, StringComparison.OrdinalIgnoreCase)
                && applies(section))
            {
                var value = line.Substring(equals + 1).Split('#', ';')[0].Trim().ToLowerInvariant();
                isOff = value is "none" or "silent";
                found = new SourcePlace(tree.Relative(config), i + 1, lines[i].Length - lines[i].TrimStart().Length + 1);
            }
        }

        return found;
    }

    private bool IsRoot(string config) => Lines(config)
        .Select(l => l.Replace(" ", "").Replace("\t", "").ToLowerInvariant())
        .TakeWhile(l => !l.StartsWith("[", StringComparison.Ordinal))
        .Contains("root=true");

    /// <summary>Sections as EditorConfig writes them. One with a list of characters is taken to apply.</summary>
    private static bool Applies(string section, string config, string file)
    {
        if (section.Length == 0)
        {
            return false;
        }

        var relative = GovernedTree.RelativePath(Path.GetDirectoryName(config)!, file);
        return Alternatives(section, 0).Any(p => p.IndexOf('[') >= 0
            || Glob.IsPathMatch(p.IndexOf('/') < 0 ? "**/" + p : p.TrimStart('/'), relative));
    }

    /// <summary>Writes out <c>{a,b}</c>.</summary>
    private static IEnumerable<string> Alternatives(string pattern, int depth)
    {
        var open = pattern.IndexOf('{');
        var close = open < 0 ? -1 : pattern.IndexOf('}', open);
        if (close < 0 || depth > 4)
        {
            return [pattern];
        }

        return pattern.Substring(open + 1, close - open - 1).Split(',')
            .SelectMany(a => Alternatives(pattern.Substring(0, open) + a + pattern.Substring(close + 1), depth + 1));
    }

    private (string How, SourcePlace Place)? NoWarn(string rule, string projectFile)
    {
        foreach (var file in BuildFiles(projectFile))
        {
            foreach (var element in Elements(file, "NoWarn"))
            {
                if (element.Value.Split(';', ',', ' ', '\t', '\r', '\n').Contains(rule, StringComparer.OrdinalIgnoreCase))
                {
                    return ("by NoWarn", PlaceOf(file, element));
                }
            }
        }

        return null;
    }

    private (string How, SourcePlace Place)? RuleSet(string rule, string projectFile)
    {
        foreach (var file in BuildFiles(projectFile))
        {
            foreach (var element in Elements(file, "CodeAnalysisRuleSet"))
            {
                var named = element.Value.Trim()
                    .Replace("$(MSBuildThisFileDirectory)", "./").Replace("$(MSBuildProjectDirectory)", ".").Replace('\\', '/');
                if (named.Length == 0 || named.Contains("$(") || named.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
                {
                    continue;
                }

                var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, named));
                var line = Elements(path, "Rule").FirstOrDefault(r =>
                    string.Equals((string?)r.Attribute("Id"), rule, StringComparison.OrdinalIgnoreCase)
                    && (string?)r.Attribute("Action") is "None" or "Hidden");
                if (line is not null && tree.IsInRepository(path))
                {
                    return ("by a rule set", PlaceOf(path, line));
                }
            }
        }

        return null;
    }

    private IEnumerable<string> BuildFiles(string projectFile) =>
        new[] { projectFile }.Concat(Upwards(projectFile, "Directory.Build.props")).Concat(Upwards(projectFile, "Directory.Build.targets"));

    private IEnumerable<XElement> Elements(string file, string name) =>
        Document(file)?.Descendants().Where(e => e.Name.LocalName == name) ?? [];

    private SourcePlace PlaceOf(string file, XElement element)
    {
        var line = (IXmlLineInfo)element;
        // The reader points behind the bracket.
        return new SourcePlace(tree.Relative(file), line.LineNumber, Math.Max(1, line.LinePosition - 1));
    }

    /// <summary>Files of a name from a file's folder up to the root of the repository, nearest first.</summary>
    private IEnumerable<string> Upwards(string file, string name)
    {
        for (var folder = Path.GetDirectoryName(file);
            folder is not null && (tree.IsInRepository(Path.Combine(folder, name)));
            folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, name);
            if (File.Exists(candidate))
            {
                yield return candidate;
            }
        }
    }

    private string[] Lines(string file)
    {
        if (!_lines.TryGetValue(file, out var lines))
        {
            lines = Text(file) is { } text ? text.Replace("\r\n", "\n").Split('\n') : [];
            _lines.Add(file, lines);
        }

        return lines;
    }

    private XDocument? Document(string file)
    {
        if (!_documents.TryGetValue(file, out var document))
        {
            document = Parse(file);
            _documents.Add(file, document);
        }

        return document;

        static XDocument? Parse(string file)
        {
            if (Text(file) is not { } text)
            {
                return null;
            }

            try
            {
                using var reader = XmlReader.Create(
                    new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
                return XDocument.Load(reader, LoadOptions.SetLineInfo);
            }
            catch (XmlException)
            {
                return null;
            }
        }
    }

    private static string? Text(string file)
    {
        return RegularFile.ReadText(file, MaximumBytes);
    }
}
