using System;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>What the contents of a file are, as far as models are concerned.</summary>
public enum ArtefactFormat
{
    /// <summary>Nothing that is known to be a model.</summary>
    None,
    Onnx,

    /// <summary>ONNX whose weights are in files elsewhere, outside of its folder.</summary>
    OnnxReachingOut,
    Ort,
    Gguf,
    Ggml,
    Safetensors,
    MlNet,
    PyTorch,
    TorchScript,
    Pickle,

    /// <summary>A pickle by its name, in a compression that is not read here.</summary>
    CompressedPickle,
    NumPy,

    /// <summary>A NumPy array of Python objects: a pickle inside.</summary>
    NumPyObjects,
    TfLite,
    Keras,

    /// <summary>A Keras model with code in a Lambda layer.</summary>
    KerasLambda,
    SavedModel,
    TensorFlowGraph,
    CoreMl,
    OpenVino,

    /// <summary>A Git LFS pointer in place of a file that is named like a model.</summary>
    LfsPointer,

    /// <summary>Begins like a zip archive and is none that can be read.</summary>
    BrokenZip,
}

/// <summary>What messages say about formats.</summary>
public static class ArtefactFormats
{
    /// <summary>Names of files that hold models and nothing else.</summary>
    private static readonly string[] Extensions =
    [
        ".onnx", ".ort", ".gguf", ".ggml", ".safetensors", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".tflite", ".keras", ".mlmodel", ".mlnet", ".npz",
    ];

    private static readonly string[] PickleExtensions = [".pkl", ".pickle", ".joblib", ".pt", ".pth", ".ckpt"];

    /// <summary>Whether a file of this name is a model, whatever is in it.</summary>
    public static bool IsModelName(string path) => Ends(path, Extensions);

    /// <summary>Whether a file of this name is usually a Python pickle.</summary>
    public static bool IsPickleName(string path) => Ends(path, PickleExtensions);

    /// <summary>Arrays and pickles are used for data as well as for models.</summary>
    public static bool MayBeData(ArtefactFormat format) => format
        is ArtefactFormat.NumPy or ArtefactFormat.NumPyObjects or ArtefactFormat.Pickle or ArtefactFormat.CompressedPickle or ArtefactFormat.BrokenZip;

    /// <summary>As a noun phrase: "a Python pickle".</summary>
    public static string Name(ArtefactFormat format) => format switch
    {
        ArtefactFormat.Onnx or ArtefactFormat.OnnxReachingOut => "an ONNX model",
        ArtefactFormat.Ort => "an ONNX Runtime model",
        ArtefactFormat.Gguf => "a GGUF model",
        ArtefactFormat.Ggml => "a GGML model",
        ArtefactFormat.Safetensors => "a safetensors file",
        ArtefactFormat.MlNet => "an ML.NET model",
        ArtefactFormat.PyTorch => "a PyTorch archive with a Python pickle",
        ArtefactFormat.TorchScript => "a TorchScript model",
        ArtefactFormat.Pickle => "a Python pickle",
        ArtefactFormat.CompressedPickle => "a compressed file named like a Python pickle",
        ArtefactFormat.NumPy => "a NumPy array",
        ArtefactFormat.NumPyObjects => "a NumPy array of Python objects, which is a pickle",
        ArtefactFormat.TfLite => "a TensorFlow Lite model",
        ArtefactFormat.Keras => "a Keras model",
        ArtefactFormat.KerasLambda => "a Keras model with a Lambda layer",
        ArtefactFormat.SavedModel => "a TensorFlow SavedModel",
        ArtefactFormat.TensorFlowGraph => "a TensorFlow graph",
        ArtefactFormat.CoreMl => "a Core ML model",
        ArtefactFormat.OpenVino => "an OpenVINO model",
        ArtefactFormat.LfsPointer => "a Git LFS pointer",
        _ => "a damaged zip archive",
    };

    private static bool Ends(string path, string[] extensions) => extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
