using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Models;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Catalogue;
using GovernanceAnalyzers.Engine.Models;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Tool.Commands;

/// <summary><c>governance model check</c>: what is known about model references, without a repository. Works offline.</summary>
internal static class ModelCheckCommand
{
    /// <summary>In place of a reference: read them from standard input, one per line.</summary>
    public const string StandardInput = "-";

    public static int Run(IReadOnlyList<string> references, string? evaluationDate, bool asJson)
    {
        if (!Dates.TryGet(evaluationDate, out var date))
        {
            return ExitCodes.BadInput;
        }

        var catalogue = ModelCatalogue.From(ShippedCatalogue.Instance.Models);
        var results = references.SelectMany(r => r == StandardInput ? Lines() : [r]).Select(r => ModelCheck.Run(r, catalogue, date)).ToArray();
        if (asJson)
        {
            Console.Write(JsonText.Write(json =>
            {
                json.WriteStartArray();
                foreach (var result in results)
                {
                    result.WriteTo(json);
                }

                json.WriteEndArray();
            }));
        }
        else
        {
            foreach (var line in results.SelectMany(r => r.Lines()))
            {
                Console.WriteLine(line);
            }
        }

        if (results.Length == 0)
        {
            Console.Error.WriteLine("governance: there is nothing to check: standard input is empty.");
            return ExitCodes.BadInput;
        }

        for (var i = 0; i < results.Length; i++)
        {
            if (results[i] is { Error.Length: > 0 } bad)
            {
                Console.Error.WriteLine($"governance: reference {i + 1}, '{Excerpt.Of(bad.Input)}': {bad.Error}.");
            }
        }

        return results.Any(r => r.Error.Length > 0) ? ExitCodes.BadInput
            : results.All(r => r.IsFine) ? ExitCodes.Clean
            : ExitCodes.Findings;
    }

    private static IEnumerable<string> Lines()
    {
        // As UTF-8 whatever the console's own encoding is; a byte order mark is not part of the first line.
        using var reader = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
