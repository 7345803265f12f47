using System;
using System.IO;
using System.Security.Cryptography;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>Digests of model files, from memory where nothing has changed.</summary>
internal static class ArtefactDigest
{
    /// <summary>Lower-case hexadecimal digits; empty when the file cannot be read.</summary>
    public static string Of(RepositoryFile file, string algorithm, ContentMemory contents)
    {
        try
        {
            return algorithm == "sha256" ? contents.Sha256(file) : contents.Get(algorithm, file, f => Compute(f, algorithm));
        }
        catch (Exception e) when (RegularFile.IsExpected(e))
        {
            return "";
        }
    }

    private static string Compute(RepositoryFile file, string algorithm)
    {
        using Stream stream = file.Length == 0 ? new MemoryStream([]) : new FileStream(file.FullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        using HashAlgorithm hash = algorithm == "sha384" ? SHA384.Create() : SHA512.Create();
        return Sha256Text.Hex(hash.ComputeHash(stream));
    }
}
