using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Policy.Layers;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance policy show</c>: every setting in force, and the layer and line that won.</summary>
internal static class PolicyShowCommand
{
    private const string Other = "Settings";
    private const string Rules = "Rules";
    private const string Requirements = "Requirements";

    private static readonly string[] Groups = [Other, Rules, Requirements];

    public static int Run(string path, string? about, string? profile, string? evaluationDate, bool asJson)
    {
        if (!Dates.TryGet(evaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Console.Error.WriteLine($"governance: '{path}' does not exist.");
            return ExitCodes.BadInput;
        }

        string? temporary = null;
        var problem = "";
        var tree = (File.Exists(path) && !path.EndsWith(".csproj", StringComparison.Ordinal)) || PolicySource.IsPackProject(path)
            ? PolicySource.Named(path, profile, out temporary, out problem)
            : PolicySource.At(path, profile: profile);
        var policy = tree is null ? null : PolicyLoader.Load(tree, date);
        if (temporary is not null)
        {
            Directory.Delete(temporary, recursive: true);
        }

        if (policy is null)
        {
            Console.Error.WriteLine("governance: " + problem);
            return ExitCodes.BadInput;
        }

        var settings = policy.Settings.Where(s => about is null || IsAbout(s, about)).ToArray();
        if (settings.Length == 0)
        {
            var names = policy.Settings.Select(s => s.Name.StartsWith("requirements.", StringComparison.Ordinal) ? s.Name["requirements.".Length..] : s.Name)
                .Concat(PolicySettings.LockableNames)
                .Concat(RuleCatalogue.All.SelectMany(r => new[] { r.Id, r.Name }));
            var nearest = NearestName.Find(about!, names);
            Console.Error.WriteLine($"governance: no setting '{about}' is in force here." + (nearest is null ? "" : $" Did you mean '{nearest}'?"));
            return ExitCodes.BadInput;
        }

        if (asJson)
        {
            Console.Write(Json(policy, settings, date));
        }
        else
        {
            Print(policy, settings, date, withHeader: about is null);
        }

        if (policy.Problems.Count > 0)
        {
            Console.Error.WriteLine($"governance: the policy has {policy.Problems.Count} problem{(policy.Problems.Count == 1 ? "" : "s")}; what is shown is what applies all the same. See 'governance policy validate'.");
            return ExitCodes.Findings;
        }

        return ExitCodes.Clean;
    }

    /// <summary>By the setting's name or a beginning of it, or by a rule's id or name.</summary>
    private static bool IsAbout(EffectiveSetting setting, string about) =>
        setting.Name == about
        || setting.Name.StartsWith(about.TrimEnd('.') + ".", StringComparison.Ordinal)
        || (RuleCatalogue.Find(about) is { } rule && setting.Name.StartsWith($"rules.{rule.Id}.", StringComparison.Ordinal))
        || setting.Name == "requirements." + about;

    private static void Print(EffectivePolicy policy, IReadOnlyCollection<EffectiveSetting> settings, CalendarDate date, bool withHeader)
    {
        if (withHeader)
        {
            Console.WriteLine(policy.PolicyFile.Length == 0
                ? $"There is no governance.yml here. In force on {date}: {policy.Name}"
                : $"{policy.PolicyFile} in force on {date}: {policy.Name}{(policy.Owner.Length == 0 ? "" : $", owner {policy.Owner}")}");
            Console.WriteLine("Layers:");
            foreach (var layer in policy.Layers)
            {
                Console.WriteLine($"  {layer.Name}{(layer.Version.Length == 0 ? "" : " " + layer.Version)}  sha256 {layer.Sha256}{(layer.Place.Path.Length == 0 ? "" : $"  [{layer.Place.Path}({layer.Place.Line})]")}");
            }

            Console.WriteLine();
        }

        // Everything at once is an overview; who names something wants all of it.
        foreach (var group in settings.GroupBy(Group).OrderBy(g => Array.IndexOf(Groups, g.Key)))
        {
            if (withHeader)
            {
                Console.WriteLine(group.Key + ":");
            }

            var width = group.Max(s => Label(s).Length);
            foreach (var setting in group)
            {
                Console.WriteLine(
                    $"{(withHeader ? "  " : "")}{Label(setting).PadRight(width)}  {(withHeader ? setting.Summary : setting.Value)}  [{setting.Place}]"
                    + (setting.LockedBy.Length == 0 ? "" : $"  locked by {setting.LockedBy}"));
            }

            if (withHeader)
            {
                Console.WriteLine();
            }
        }

        if (withHeader && settings.Any(s => Group(s) == Requirements))
        {
            Console.WriteLine("A requirement with all its parts: governance policy show <id>");
        }
    }

    private static string Group(EffectiveSetting setting) =>
        setting.Name.StartsWith("rules.", StringComparison.Ordinal) ? Rules
        : setting.Name.StartsWith("requirements.", StringComparison.Ordinal) ? Requirements
        : Other;

    private static string Label(EffectiveSetting setting)
    {
        var parts = setting.Name.Split('.');
        return parts is ["rules", var id, "severity"] && RuleCatalogue.Find(id) is { } rule ? $"{rule.Id} {rule.Name}"
            : parts is ["rules", var of, var option] ? $"{of} {option}"
            : setting.Name.StartsWith("requirements.", StringComparison.Ordinal) ? setting.Name["requirements.".Length..]
            : setting.Name;
    }

    private static string Json(EffectivePolicy policy, IReadOnlyCollection<EffectiveSetting> settings, CalendarDate date) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("name", policy.Name);
        json.WriteString("owner", policy.Owner);
        json.WriteString("file", policy.PolicyFile);
        json.WriteString("evaluationDate", date.ToString());
        json.WriteStartArray("layers");
        foreach (var layer in policy.Layers)
        {
            json.WriteStartObject();
            json.WriteString("layer", layer.Name);
            json.Text("version", layer.Version);
            json.WriteString("sha256", layer.Sha256);
            json.Text("extendedAt", layer.Place.Path.Length == 0 ? "" : layer.Place.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("settings");
        foreach (var setting in settings)
        {
            json.WriteStartObject();
            json.WriteString("name", setting.Name);
            json.WriteString("value", setting.Value);
            json.WriteString("setBy", setting.Place);
            json.Text("lockedBy", setting.LockedBy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
