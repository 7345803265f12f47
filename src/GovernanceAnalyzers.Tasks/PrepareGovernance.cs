using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Configuration;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Reports;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GovernanceAnalyzers.Tasks;

/// <summary>
/// Runs in every project before compilation, also in design-time builds: decides whether the project references an AI SDK and, if so,
/// writes the compiled policy. When nothing it depends on has changed it only looks at file times.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PrepareGovernance : GovernanceTask
{
    private const string StateVersion = "5";

    /// <summary>Absolute path of the folder for the compiled policy and for this task's memory.</summary>
    [Required]
    public string IntermediateFolder { get; set; } = "";

    /// <summary>File names, without folder and extension, of what the compiler references; separated by semicolons.</summary>
    public string ReferenceNames { get; set; } = "";

    public string TargetFramework { get; set; } = "";

    /// <summary>Absolute paths of files that may state configuration values: in the project's folder, and among its content.</summary>
    public ITaskItem[] ConfigurationCandidates { get; set; } = [];

    /// <summary>Absolute paths of the additional files that the project names itself.</summary>
    public ITaskItem[] AdditionalFiles { get; set; } = [];

    [Output]
    public bool ReferencesAi { get; set; }

    /// <summary>The policy cannot be relied on.</summary>
    [Output]
    public bool PolicyIsInvalid { get; set; }

    [Output]
    public string CompiledPolicyPath { get; set; } = "";

    [Output]
    public string GovernedRoot { get; set; } = "";

    /// <summary>Name of the file in which the gate records this project; where it is missing, the gate has to run again.</summary>
    [Output]
    public string RunFileName { get; set; } = "";

    /// <summary>The configuration files that the compiler is to be given: the candidates, and what the policy lists.</summary>
    [Output]
    public ITaskItem[] ConfigurationFiles { get; set; } = [];

    /// <summary>
    /// Holds the names of those files. The compiler's inputs have to include it: a file that is added with an old date or taken away would not
    /// make the compiler run again.
    /// </summary>
    [Output]
    public string ConfigurationList { get; set; } = "";

    private IReadOnlyList<string> ListedFiles { get; set; } = [];

    private string StatePath => Path.Combine(IntermediateFolder, "governance.state.txt");

    /// <summary>What counts as known. The gate's input and not the compiler's, so that another baseline does not compile anything again.</summary>
    private string BaselinePath => Path.Combine(IntermediateFolder, "governance.baseline.txt");

    protected override bool Run()
    {
        if (!TryGetDate(out var date))
        {
            return false;
        }

        var path = Path.Combine(IntermediateFolder, Core.Policy.CompiledPolicy.FileName);
        var question = Record.Format(StateVersion, Request(date), Hash(ReferenceNames));
        if (!Remember(question, path))
        {
            Prepare(question, path, date);
        }

        CompiledPolicyPath = ReferencesAi ? path : "";
        if (ReferencesAi)
        {
            SelectConfigurationFiles();
        }

        RunFileName = ProjectRunFile.FileName(new GovernedTree(GovernedRoot, GovernedRoot, null).Relative(ProjectFile!), TargetFramework);
        return true;
    }

    private void Prepare(string question, string path, CalendarDate date)
    {
        var compiler = PolicyCompiler.Run(FindTree(), date);
        var references = new HashSet<string>(ReferenceNames.Split(';').Select(r => r.Trim()), StringComparer.OrdinalIgnoreCase);
        ReferencesAi = compiler.HasSdkForAnyAssembly || compiler.Assemblies.Any(references.Contains);
        PolicyIsInvalid = compiler.IsInvalid;
        GovernedRoot = compiler.Tree.Root;
        ListedFiles = compiler.ConfigurationFiles;
        if (ReferencesAi)
        {
            AtomicFile.WriteIfChanged(path, compiler.Text(GovernedTree.RelativePath(IntermediateFolder, compiler.Tree.Root)));
            AtomicFile.WriteIfChanged(BaselinePath, compiler.Baseline.Text);
        }

        compiler.AddSearchedPlaces(StartFolder);
        var answer = Record.Format(
            ReferencesAi.ToString(CultureInfo.InvariantCulture), PolicyIsInvalid.ToString(CultureInfo.InvariantCulture), GovernedRoot);
        AtomicFile.WriteIfChanged(StatePath, string.Join("\n", [question, answer, Record.Format([.. ListedFiles]), .. compiler.Inputs.Format()]) + "\n");
    }

    private void SelectConfigurationFiles()
    {
        var known = new HashSet<string>(AdditionalFiles.Select(f => f.ItemSpec), StringComparer.OrdinalIgnoreCase);
        var files = ConfigurationCandidates
            .Select(f => f.ItemSpec)
            .Where(f => ConfigurationFileKinds.Of(f, isListed: false) != ConfigurationFileKind.None && !IsOutput(f) && File.Exists(f))
            .Concat(ListedFiles)
            .Where(known.Add)
            .OrderBy(f => f, StringComparer.Ordinal)
            .ToArray();
        ConfigurationFiles = files.Select(f => new TaskItem(f)).ToArray<ITaskItem>();
        ConfigurationList = Path.Combine(IntermediateFolder, "governance.configuration.txt");
        AtomicFile.WriteIfChanged(ConfigurationList, string.Concat(files.Select(f => f + "\n")));
    }

    /// <summary>Copies that a build made.</summary>
    private bool IsOutput(string file) => GovernedTree.RelativePath(StartFolder, file).Split('/')[0] is "bin" or "obj";

    /// <summary>Takes the last answer when question and inputs are the same as then.</summary>
    private bool Remember(string question, string path)
    {
        if (!File.Exists(StatePath))
        {
            return false;
        }

        var lines = File.ReadAllLines(StatePath);
        if (lines.Length < 3 || lines[0] != question || Record.Parse(lines[1]) is not { Length: 3 } answer)
        {
            return false;
        }

        ReferencesAi = answer[0] == bool.TrueString;
        PolicyIsInvalid = answer[1] == bool.TrueString;
        GovernedRoot = answer[2];
        ListedFiles = lines[2].Length == 0 ? [] : Record.Parse(lines[2]);
        return (!ReferencesAi || (File.Exists(path) && File.Exists(BaselinePath))) && InputFiles.AreUnchanged(lines.Skip(3));
    }

    /// <summary>FNV-1a, 64 bits: short to store, and a collision costs no more than one stale answer to a changed reference list.</summary>
    private static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
