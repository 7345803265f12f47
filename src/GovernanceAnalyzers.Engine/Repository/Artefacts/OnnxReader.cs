using System;
using System.IO;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Artefacts;

/// <summary>
/// Models that are protobuf messages. None has a magic number, so the fields have to be those of a model, in kind and in number; the name of
/// the file decides where two messages look alike.
/// </summary>
internal static class OnnxReader
{
    private const int MaximumFields = 200_000;

    public static ArtefactFormat Read(RepositoryFile file, byte[] head, int length)
    {
        var name = file.Path.Substring(file.Path.LastIndexOf('/') + 1);
        if (length < 4 || head[0] is not (0x08 or 0x0A))
        {
            return ArtefactFormat.None;
        }

        if (name == "saved_model.pb" && head[0] == 0x08 && head[1] is > 0 and < 16 && head[2] == 0x12)
        {
            return ArtefactFormat.SavedModel;
        }

        if (name.EndsWith(".mlmodel", StringComparison.OrdinalIgnoreCase) && head[0] == 0x08 && head[1] is > 0 and < 32 && head[2] == 0x12)
        {
            return ArtefactFormat.CoreMl;
        }

        // A frozen graph: nodes, each with its name and then its operation.
        if (head[0] == 0x0A && head[2] == 0x0A && name.EndsWith(".pb", StringComparison.OrdinalIgnoreCase)
            && 4 + head[3] < length && head[4 + head[3]] == 0x12)
        {
            return ArtefactFormat.TensorFlowGraph;
        }

        // The version, and then a text or the graph.
        return head[0] == 0x08 && head[1] is > 0 and < 100 && (head[2] & 7) is 0 or 2 ? Onnx(file) : ArtefactFormat.None;
    }

    private static ArtefactFormat Onnx(RepositoryFile file)
    {
        using var stream = RegularFile.Open(file.FullPath);
        var message = new ProtobufReader(stream);
        message.Seek(0);
        var (version, graph, opset, fields) = (0L, 0L, false, 0);
        long graphEnd = 0;
        while (message.Position < stream.Length)
        {
            // Wire types of ModelProto: 1 and 5 are numbers, the others have a length.
            if (++fields > 64 * 1024 || !message.Next(stream.Length) || !IsModelField(message.Field, message.WireType))
            {
                return ArtefactFormat.None;
            }

            if (message.Field == 1)
            {
                version = message.Value;
            }
            else if (message.Field == 7)
            {
                (graph, graphEnd) = (message.Position, message.Position + message.Value);
            }

            opset |= message.Field == 8;
            message.Skip();
        }

        if (version is < 1 or > 100 || graph == 0 || !(opset || version < 3))
        {
            return ArtefactFormat.None;
        }

        return ReachesOut(message, graph, graphEnd) switch
        {
            null => ArtefactFormat.None,
            true => ArtefactFormat.OnnxReachingOut,
            _ => ArtefactFormat.Onnx,
        };
    }

    private static bool IsModelField(int field, int wireType) => field switch
    {
        1 or 5 => wireType == 0,
        2 or 3 or 4 or 6 or 7 or 8 or 14 or 20 or 25 or 26 => wireType == 2,
        _ => false,
    };

    /// <summary>Whether a tensor names a file outside of the model's folder; null where this is no graph.</summary>
    private static bool? ReachesOut(ProtobufReader message, long start, long end)
    {
        message.Seek(start);
        var fields = 0;
        var reachesOut = false;
        while (message.Position < end)
        {
            if (!message.Next(end) || message.Field is < 1 or > 30 || message.WireType is not (0 or 2))
            {
                return null;
            }

            var after = message.Position + (message.WireType == 2 ? message.Value : 0);
            if (message is { Field: 5, WireType: 2 } && ++fields < MaximumFields)
            {
                while (message.Position < after && message.Next(after))
                {
                    var next = message.Position + (message.WireType == 2 ? message.Value : 0);
                    if (message is { Field: 13, WireType: 2 })
                    {
                        reachesOut |= IsLocationOutside(message, next);
                    }

                    message.Seek(next);
                }
            }

            message.Seek(after);
        }

        return reachesOut;
    }

    private static bool IsLocationOutside(ProtobufReader message, long end)
    {
        var (key, value) = ("", "");
        while (message.Position < end && message.Next(end))
        {
            var next = message.Position + (message.WireType == 2 ? message.Value : 0);
            if (message.Field == 1)
            {
                key = message.Text(64);
            }
            else if (message.Field == 2)
            {
                value = message.Text(4096);
            }

            message.Seek(next);
        }

        var path = value.Replace('\\', '/');
        return key == "location" && (path.StartsWith("/", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':') || path.Split('/').Contains(".."));
    }
}
