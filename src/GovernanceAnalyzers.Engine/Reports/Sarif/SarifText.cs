using System.Text.Json;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>Texts as SARIF has them.</summary>
internal static class SarifText
{
    public static void Message(this Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Plain(text));
        json.WriteEndObject();
    }

    /// <summary>In a SARIF message <c>[text](target)</c> is a link, and what a message quotes must not become one.</summary>
    public static string Plain(string text) => text.Replace("](", "] (");
}
