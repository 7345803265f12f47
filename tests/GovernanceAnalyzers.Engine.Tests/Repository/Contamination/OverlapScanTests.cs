using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Engine.Repository.Contamination;
using Xunit;
using Xunit.Abstractions;

namespace GovernanceAnalyzers.Engine.Tests.Repository.Contamination;

public class OverlapScanTests(ITestOutputHelper output)
{
    /// <summary>What is held while a file is streamed does not grow with the file.</summary>
    [Fact]
    public void Memory_does_not_depend_on_the_size_of_the_training_data()
    {
        var index = EvaluationIndex.Build([() => Examples(1, 200)]);
        var scan = new OverlapScan(index, 0.8m, isRetrieval: false);
        var held = new List<long>();
        scan.Run(Watched());

        Assert.Empty(scan.Found);
        // Other tests run meanwhile, so single samples may be high.
        Assert.True(held.TakeLast(2).Min() - held[0] < 2 * 1024 * 1024, string.Join(", ", held));

        // About 5 MB of text.
        IEnumerable<DataExample> Watched()
        {
            var number = 0;
            foreach (var example in Examples(2, 40_000))
            {
                if (number++ % 8_000 == 100)
                {
                    held.Add(GC.GetTotalMemory(forceFullCollection: true));
                }

                yield return example;
            }
        }
    }

    [Fact]
    public void A_large_evaluation_is_sampled_by_its_examples_and_says_so()
    {
        var all = EvaluationIndex.Build([() => Examples(1, 2_000)]);
        var sampled = EvaluationIndex.Build([() => Examples(1, 2_000)], maximumGrams: 5_000);

        Assert.Equal((1, 2_000), (all.SampledOneIn, all.Examples.Count));
        Assert.True(sampled.SampledOneIn > 1);
        Assert.InRange(sampled.Examples.Count, 2_000 / sampled.SampledOneIn / 2, 2_000 / sampled.SampledOneIn * 2);
        Assert.Equal(sampled.Examples.Select(e => e.Line), EvaluationIndex.Build([() => Examples(1, 2_000)], maximumGrams: 5_000).Examples.Select(e => e.Line));

        // Of what is in the sample, everything is found.
        var scan = new OverlapScan(sampled, 0.8m, isRetrieval: false);
        scan.Run(Examples(1, 2_000));
        Assert.Equal(sampled.Examples.Count, scan.Found.Count);
    }

    [Theory]
    [InlineData("Don't stop, PLEASE!", "dont stop please")]
    [InlineData("Ｆｕｌｌ　ｗｉｄｔｈ", "full width")]
    [InlineData("caf\u00e9 na\u00efve \u1ec7", "cafe\u0301 nai\u0308ve e")]
    [InlineData("two\u00a0 \u2009words", "two words")]
    [InlineData("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth")]
    [InlineData("\u201cquoted\u201d \u2014 it\u2019s", "\"quoted\" - it's")]
    public void Texts_that_look_alike_are_the_same(string a, string b)
    {
        List<ulong> first = [], second = [];
        Assert.Equal(Words.Add(a, first), Words.Add(b, second));
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("今日はいい天気です", 9)]
    [InlineData("a 3.5 b", 4)]
    [InlineData("... !!! —", 0)]
    public void Words_are_counted(string text, int count)
    {
        List<ulong> words = [];
        Words.Add(text, words);
        Assert.Equal(count, words.Count);
    }

    /// <summary>How fast 200 MB are, on request: GOVERNANCE_LARGE_FILES=1.</summary>
    [Fact]
    public void A_large_file()
    {
        if (Environment.GetEnvironmentVariable("GOVERNANCE_LARGE_FILES") != "1")
        {
            return;
        }

        var path = Path.Combine(Path.GetTempPath(), "governance-large.jsonl");
        using (var writer = new StreamWriter(path))
        {
            foreach (var example in Examples(2, 1_600_000))
            {
                writer.Write("{\"prompt\":\"" + example.Fields[0].Text + "\"}\n");
            }
        }

        try
        {
            var file = new RepositoryFile("large.jsonl", path, new FileInfo(path).Length, 0);
            var index = EvaluationIndex.Build([() => Examples(1, 2_000)]);
            var watch = Stopwatch.StartNew();
            new OverlapScan(index, 0.8m, isRetrieval: false).Run(ExampleReader.Read(file, isEvaluation: false));
            output.WriteLine($"{file.Length >> 20} MB in {watch.Elapsed.TotalSeconds:0.0} s, at most {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB of memory");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Different texts for different seeds, the same ones for the same seed.</summary>
    private static IEnumerable<DataExample> Examples(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 1; i <= count; i++)
        {
            yield return new DataExample(i, [new DataField(FieldRole.Input, string.Join(" ", Enumerable.Range(0, 20).Select(_ => "w" + random.Next(100_000))))]);
        }
    }
}
