using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Configuration;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace GovernanceAnalyzers.Tasks;

/// <summary>
/// Runs in every project that references an AI SDK: selects the configuration files that the compiler is to be given, since model references
/// often stand there. A task and not an item with a condition, because MSBuild evaluates such a condition anew for every file name.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class SelectConfigurationFiles : GovernanceTask
{
    public string TargetFramework { get; set; } = "";

    /// <summary>Absolute path of the folder that the policy governs.</summary>
    [Required]
    public string GovernedRoot { get; set; } = "";

    /// <summary>Absolute path of the folder for the list.</summary>
    [Required]
    public string IntermediateFolder { get; set; } = "";

    /// <summary>The files of usual names in the project's folder.</summary>
    public ITaskItem[] SettingsFiles { get; set; } = [];

    /// <summary>Everything among the project's content; what has another name than settings do is left out.</summary>
    public ITaskItem[] Content { get; set; } = [];

    /// <summary>Absolute paths of the files that the policy lists.</summary>
    public ITaskItem[] ListedConfigurationFiles { get; set; } = [];

    /// <summary>The additional files that the project names itself: the compiler has them already.</summary>
    public ITaskItem[] AdditionalFiles { get; set; } = [];

    /// <summary>The configuration files that the compiler is to be given.</summary>
    [Output]
    public ITaskItem[] ConfigurationFiles { get; set; } = [];

    /// <summary>
    /// Holds the names of those files. The compiler's inputs have to include it: a file that is added with an old date or taken away would not
    /// make the compiler run again.
    /// </summary>
    [Output]
    public string ConfigurationList { get; set; } = "";

    /// <summary>Name of the file in which the gate records this project; where it is missing, the gate has to run again.</summary>
    [Output]
    public string RunFileName { get; set; } = "";

    protected override bool Run()
    {
        var known = new HashSet<string>(AdditionalFiles.Select(FullPath), StringComparer.OrdinalIgnoreCase);
        var files = SettingsFiles
            .Concat(Content.Where(f => f.ItemSpec.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
            .Where(f => ConfigurationFileKinds.Of(f.ItemSpec, isListed: false) != ConfigurationFileKind.None)
            .Select(FullPath)
            .Where(f => !IsOutput(f) && File.Exists(f))
            .Concat(ListedConfigurationFiles.Select(f => f.ItemSpec))
            .Where(known.Add)
            .OrderBy(f => f, StringComparer.Ordinal)
            .ToArray();
        ConfigurationFiles = files.Select(f => new TaskItem(f)).ToArray<ITaskItem>();
        ConfigurationList = Path.Combine(IntermediateFolder, "governance.configuration.txt");
        AtomicFile.WriteIfChanged(ConfigurationList, string.Concat(files.Select(f => f + "\n")));
        RunFileName = ProjectRunFile.FileName(new GovernedTree(GovernedRoot, GovernedRoot, null).Relative(ProjectFile!), TargetFramework);
        return true;
    }

    /// <summary>Copies that a build made.</summary>
    private bool IsOutput(string file) => GovernedTree.RelativePath(StartFolder, file).Split('/')[0] is "bin" or "obj";

    private static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");
}
