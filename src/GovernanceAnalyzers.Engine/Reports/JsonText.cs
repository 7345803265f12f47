using System;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>JSON as all our files have it: indented, UTF-8, line feeds on every system.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        // Readable text; nothing here is pasted into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            content(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()).Replace("\r\n", "\n") + "\n";
    }

    /// <summary>The same, for what is too large to be in memory as text.</summary>
    public static void Write(Stream stream, Action<Utf8JsonWriter> content)
    {
        if (Environment.NewLine != "\n")
        {
            var bytes = Encoding.UTF8.GetBytes(Write(content));
            stream.Write(bytes, 0, bytes.Length);
            return;
        }

        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            content(writer);
        }

        stream.WriteByte((byte)'\n');
    }

    public static void Text(this Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
        {
            json.WriteString(name, value);
        }
    }
}
