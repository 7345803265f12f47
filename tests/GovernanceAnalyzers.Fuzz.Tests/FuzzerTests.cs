using System;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Engine.Yaml;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;
using GovernanceAnalyzers.Fuzz.Tests.Targets;
using Xunit;

namespace GovernanceAnalyzers.Fuzz.Tests;

/// <summary>That the fuzzer sees what it is there to see.</summary>
public class FuzzerTests
{
    private static readonly byte[] Input = "one\ntwo\nthree BUG four\nfive\n"u8.ToArray();

    [Fact]
    public void A_number_is_one_input()
    {
        var target = AllTargets.Find("evaluation-yaml");
        var inputs = Enumerable.Range(0, 200).Select(n => Convert.ToBase64String(new Mutator(target, n).Input())).ToArray();

        Assert.Equal(inputs, Enumerable.Range(0, 200).Select(n => Convert.ToBase64String(new Mutator(target, n).Input())));
        Assert.True(inputs.Distinct().Count() > 180);
        // The same on every machine, and tomorrow.
        Assert.Equal([75, 53, 18, 12, 77], Enumerable.Range(0, 5).Select(n => new Chance("x", n).Below(100)));
    }

    [Theory]
    [InlineData("exception", "InvalidOperationException")]
    [InlineData("nowhere", "without a place")]
    [InlineData("behind the end", "without a place")]
    [InlineData("two lines", "not fit to be shown")]
    [InlineData("law", "does not hold")]
    [InlineData("memory", "bytes of memory")]
    [InlineData("two answers", "two answers")]
    public void What_is_wrong_is_told(string kind, string words)
    {
        var calls = 0;
        var target = new Target("x", () => ["x"], _ =>
        {
            var reading = new Reading();
            switch (kind)
            {
                case "exception":
                    throw new InvalidOperationException();
                case "nowhere":
                    reading.Problems.Add(new FileProblem(new SourcePlace("x.yml"), "A problem."));
                    break;
                case "behind the end":
                    reading.Problems.Add(new FileProblem(new SourcePlace("x.yml", 7, 1), "A problem."));
                    break;
                case "two lines":
                    reading.Messages.Add("A\nproblem.");
                    break;
                case "law":
                    reading.Holds(false, "It does not hold.");
                    break;
                case "memory":
                    GC.KeepAlive(new byte[250_000_000]);
                    break;
                default:
                    reading.With(calls++);
                    break;
            }

            return reading;
        });

        Assert.Contains(words, Trial.Run(target, Input, twice: true)?.Words);
    }

    [Fact]
    public void What_is_right_is_not_told()
    {
        var target = new Target("x", () => ["x"], _ => new Reading { Problems = { new FileProblem(new SourcePlace("x.yml", 5, 1), "A problem.") } }.With("the same"));

        Assert.Null(Trial.Run(target, Input, twice: true));
    }

    [Fact]
    public void A_failing_input_gets_small() =>
        Assert.Equal("BUG", Encoding.UTF8.GetString(Smaller.Of(Input, i => Encoding.UTF8.GetString(i).Contains("BUG", StringComparison.Ordinal))));

    [Fact]
    public void A_campaign_tells_number_and_input()
    {
        var target = new Target("x-for-tests", () => ["a\nb\nc\n"], i => i.Contains((byte)'b') ? throw new InvalidOperationException("it is b") : new Reading());

        var told = new Campaign(target).Run(0, 50, TimeSpan.MaxValue);

        Assert.Contains("x-for-tests, case 1: System.InvalidOperationException: it is b", told);
        Assert.Contains("base64: Yg==", told);
    }

    [Fact]
    public void Structure_is_changed_and_stays_a_document()
    {
        var tree = Tree.Of("---\na: [1, {b: x}]\nc: 'text'\n---\n# Title\n")!;
        tree.Nodes.Single(n => n.Raw == "1").Raw = "1e400";

        Assert.Equal("---\n\"a\":\n  - 1e400\n  -\n    \"b\": \"x\"\n\"c\": \"text\"\n---\n# Title\n", tree.Write(asBlock: true));
        Assert.Equal("---\n{\"a\": [1e400, {\"b\": \"x\"}], \"c\": \"text\"}\n---\n# Title\n", tree.Write(asBlock: false));
    }
}
