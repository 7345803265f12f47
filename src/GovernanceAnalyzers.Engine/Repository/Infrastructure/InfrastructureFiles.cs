using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Policy;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>
/// Where infrastructure is looked for on behalf of code. Every project asks, so the repository is not walked: folders of usual names
/// at the top of the governed one, and template files of usual names beside it.
/// </summary>
internal static class InfrastructureFiles
{
    /// <summary>More files than a folder of infrastructure has.</summary>
    private const int MaximumFiles = 2_000;

    /// <summary>For messages and documentation.</summary>
    public static readonly IReadOnlyList<string> Folders =
    [
        "arm", "azure", "bicep", "deploy", "deployment", "deployments", "iac", "infra", "infrastructure", "ops", "provision", "terraform", "tf",
    ];

    private static readonly string[] TopFiles =
    [
        "azuredeploy.bicep", "azuredeploy.json", "azuredeploy.parameters.json", "main.bicep", "main.bicepparam", "main.json", "main.parameters.json",
        "main.tf", "main.tf.json", "openai.tf", "terraform.tfvars", "variables.tf", "locals.tf",
    ];

    /// <param name="inputs">Receives what was looked at, and where nothing was.</param>
    public static IReadOnlyList<RepositoryFile> Find(GovernedTree tree, InputFiles inputs)
    {
        var files = new List<RepositoryFile>();
        foreach (var name in TopFiles)
        {
            var file = new FileInfo(Path.Combine(tree.Root, name));
            inputs.Add(file.FullName);
            Add(file, name);
        }

        foreach (var name in Folders)
        {
            Walk(new DirectoryInfo(Path.Combine(tree.Root, name)), name, 0);
        }

        return files;

        void Walk(DirectoryInfo folder, string path, int depth)
        {
            inputs.Add(folder.FullName);
            if (!folder.Exists || (folder.Attributes & FileAttributes.ReparsePoint) != 0 || depth > 16)
            {
                return;
            }

            FileSystemInfo[] entries;
            try
            {
                entries = folder.GetFileSystemInfos();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return;
            }

            foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (entry is FileInfo file)
                {
                    if (InfrastructureReader.MayBeInfrastructure(file.Name) && files.Count < MaximumFiles)
                    {
                        inputs.Add(file.FullName);
                        Add(file, path + "/" + file.Name);
                    }
                }
                else if (entry is DirectoryInfo child && (child.Attributes & FileAttributes.ReparsePoint) == 0
                    && !RepositoryFiles.IsSkipped(child.Name) && child.Name != ".terraform" && files.Count < MaximumFiles)
                {
                    Walk(child, path + "/" + child.Name, depth + 1);
                }
            }
        }

        void Add(FileInfo file, string path)
        {
            if (file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0 && file.Length > 0)
            {
                files.Add(new RepositoryFile(path, file.FullName, file.Length, file.LastWriteTimeUtc.Ticks));
            }
        }
    }
}
