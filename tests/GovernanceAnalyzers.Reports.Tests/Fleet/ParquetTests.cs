using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Fleet;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

/// <summary>hyparquet reads our Parquet files.</summary>
public sealed class ParquetTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), "governance-" + Guid.NewGuid().ToString("N") + ".parquet");

    private sealed record Row(string Name, string Note, long Count, CalendarDate? Day, bool Flag);

    private static readonly ParquetColumn<Row>[] Columns =
    [
        new ParquetText<Row>("name", r => r.Name, isOptional: false),
        new ParquetText<Row>("note", r => r.Note),
        new ParquetNumber<Row>("count", r => r.Count),
        new ParquetDate<Row>("day", r => r.Day),
        new ParquetFlag<Row>("flag", r => r.Flag),
    ];

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 1)]
    [InlineData(1000, 1)]
    // More rows than one group has.
    [InlineData(100_001, 2)]
    public void What_was_written_is_read(int count, int groups)
    {
        var random = new Random(count);
        var rows = Enumerable.Range(0, count).Select(i => new Row(
            i == 3 ? Postures.Hostile : "row " + i.ToString(CultureInfo.InvariantCulture),
            random.Next(3) == 0 ? "" : "note é",
            i == 5 ? -9_007_199_254_740_991 : random.NextInt64(1L << 52),
            random.Next(3) == 0 ? null : CalendarDate.Parse("1969-12-01").AddDays(random.Next(30_000)),
            random.Next(2) == 0)).ToArray();
        Write(rows);

        var read = Read(_file);

        Assert.Equal(
            ["name BYTE_ARRAY REQUIRED STRING", "note BYTE_ARRAY OPTIONAL STRING", "count INT64 REQUIRED", "day INT32 OPTIONAL DATE", "flag BOOLEAN REQUIRED"],
            read["columns"]!.AsArray().Select(c => (string)c!));
        Assert.Equal(groups, (int)read["groups"]!);
        Assert.Equal(rows, read["rows"]!.AsArray().Select(r => new Row(
            (string)r!["name"]!,
            (string?)r["note"] ?? "",
            (long)(double)r["count"]!,
            (string?)r["day"] is { } day ? CalendarDate.Parse(day[..10]) : null,
            (bool)r["flag"]!)));
    }

    [Fact]
    public void Large_values_begin_a_new_group()
    {
        Write(Enumerable.Range(0, 20).Select(i => new Row(new string('x', 2_000_000), "", i, null, false)));

        Assert.Equal(7, (int)Read(_file)["groups"]!);
    }

    internal static JsonNode Read(string file)
    {
        var (exit, output) = Validators.Node("read-parquet.mjs", file);
        Assert.True(exit == 0, output);
        return JsonNode.Parse(output)!;
    }

    private void Write(IEnumerable<Row> rows)
    {
        using var stream = File.Create(_file);
        var writer = new ParquetWriter<Row>(stream, Columns);
        foreach (var row in rows)
        {
            writer.Add(row);
        }

        writer.Complete();
    }
}
