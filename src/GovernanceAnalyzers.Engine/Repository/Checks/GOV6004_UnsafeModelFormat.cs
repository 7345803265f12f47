using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Policy;
using GovernanceAnalyzers.Engine.Repository.Artefacts;

namespace GovernanceAnalyzers.Engine.Repository.Checks;

/// <summary>A model file in a format that runs code when it is loaded, told by its content.</summary>
public static class GOV6004_UnsafeModelFormat
{
    public const string Id = "GOV6004";

    private const string Pickle = "Loading it can run any code. Convert it to safetensors or ONNX, or record the scan of this very file in the register (digest and scan)";

    public static IEnumerable<RepositoryFinding> Check(PolicyCompiler input)
    {
        foreach (var artefact in input.Artefacts.Found)
        {
            if (Message(artefact, input) is { } message && !IsScanned(artefact, input))
            {
                yield return new RepositoryFinding(Id, message, new SourcePlace(artefact.Path), artefact.Path);
            }
        }
    }

    private static string? Message(Artefact artefact, PolicyCompiler input)
    {
        var what = $"{Quote.Text(artefact.Path)} is {ArtefactFormats.Name(artefact.Format)}{Disguise(artefact)}.";
        return artefact.Format switch
        {
            ArtefactFormat.Pickle or ArtefactFormat.PyTorch or ArtefactFormat.NumPyObjects => $"{what} {Pickle}",
            ArtefactFormat.CompressedPickle => $"{what} That compression is not looked into here, and loading a pickle can run any code. Convert it to safetensors or ONNX",
            ArtefactFormat.KerasLambda => $"{what} A Lambda layer holds Python code that runs when the model is loaded. Replace the layer, or convert the model to ONNX",
            ArtefactFormat.OnnxReachingOut => $"{what} Its weights are to be read from a path outside of the model's folder, so loading it reads a file of its author's choice. Export it again with its weights beside it",
            ArtefactFormat.MlNet when !input.ArtefactRecords.Any(r => r.HasSource && r.Path == artefact.Path) =>
                $"{what} It names the types that are created when it is loaded, and nothing on record says where it is from. Record its source in {GOV6005_ArtefactHashMissing.Manifest(input.Policy)}",
            ArtefactFormat.LfsPointer when ArtefactFormats.IsPickleName(artefact.Path) =>
                $"{what} The file itself is not here, so whether it can run code cannot be told, and files of this name usually can. Fetch it with \"git lfs pull\", or keep the model as safetensors or ONNX",
            ArtefactFormat.BrokenZip when ArtefactFormats.IsModelName(artefact.Path) || Path.GetExtension(artefact.Path) is ".zip" or ".bin" =>
                $"{what} {char.ToUpperInvariant(artefact.Detail[0])}{artefact.Detail.Substring(1)}, so whether loading it can run code cannot be told. Replace the file",
            _ => null,
        };
    }

    /// <summary>What the name says, where that is something else.</summary>
    private static string Disguise(Artefact artefact)
    {
        var extension = Path.GetExtension(artefact.Path);
        return extension.Length > 1 && artefact.Format
            is ArtefactFormat.Pickle or ArtefactFormat.PyTorch or ArtefactFormat.KerasLambda or ArtefactFormat.NumPyObjects
            && !ArtefactFormats.IsPickleName(artefact.Path) && extension is not (".bin" or ".npy" or ".npz" or ".keras" or ".h5" or ".gz" or ".z")
            ? $", although its name ends in {Quote.Text(extension)}"
            : "";
    }

    private static bool IsScanned(Artefact artefact, PolicyCompiler input) => artefact.Format is not (ArtefactFormat.LfsPointer or ArtefactFormat.BrokenZip)
        && input.ArtefactRecords.Any(r => r.IsScanned && r.Path == artefact.Path && r.Digest.Length > 0 && r.Digest == ArtefactDigest.Of(artefact.File, r.Algorithm, input.Contents));
}
