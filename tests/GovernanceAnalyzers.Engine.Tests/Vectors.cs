using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Tests;

/// <summary>Reads the comma-separated files in TestData; fields may be quoted.</summary>
internal static class Vectors
{
    public static IEnumerable<string[]> Read(string name) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "TestData", name)).Skip(1).Where(l => l.Length > 0).Select(Fields);

    private static string[] Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return [.. fields];
    }
}
