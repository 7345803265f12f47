using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Benchmarks;

/// <summary>Writes C# of ordinary shape: classes with loops, LINQ, string building, exceptions, async methods; and AI calls on demand.</summary>
internal static class SourceGenerator
{
    public static void Write(string folder, int files, int aiCalls)
    {
        var random = new Random(1);
        for (var i = 0; i < files; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"F{i}.cs"), Ordinary(i, random));
        }

        if (aiCalls > 0)
        {
            File.WriteAllText(Path.Combine(folder, "Ai.cs"), Ai(aiCalls));
        }
    }

    public static string Ordinary(int i, Random random)
    {
        var methods = string.Concat(Enumerable.Range(0, 14).Select(j => $$"""
                public int M{{j}}(int n, string text)
                {
                    var list = new List<int>();
                    for (var k = 0; k < n; k++)
                    {
                        if (k % {{random.Next(2, 9)}} == 0) { list.Add(k * {{random.Next(2, 99)}}); }
                        else if (text.StartsWith("x{{j}}", StringComparison.Ordinal) || text.Contains("abc")) { list.Add(k + text.Length); }
                        else { _text.Append(k).Append(text, 0, Math.Min(3, text.Length)); }
                    }

                    var groups = list.Where(v => v > {{random.Next(2, 99)}}).GroupBy(v => v % 7).ToDictionary(g => g.Key, g => g.Sum());
                    if (groups.TryGetValue(3, out var three)) { Count += three; }
                    _map[$"{Name}: {list.Count} items, {groups.Count} groups"] = list.OrderByDescending(v => v).Take(10).ToList();
                    try { return int.Parse(text.Trim()) + list.Sum(); }
                    catch (FormatException e) { Console.WriteLine(e.Message); return -1; }
                }

            """));
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Text;
            using System.Threading.Tasks;

            namespace Generated.N{{i}};

            public sealed class Thing{{i}}
            {
                private readonly Dictionary<string, List<int>> _map = new();
                private readonly StringBuilder _text = new();
                public Thing{{i}}(string name) { Name = name ?? throw new ArgumentNullException(nameof(name)); }
                public string Name { get; }
                public int Count { get; private set; }
            {{methods}}
                public async Task<int> RunAsync(string input)
                {
                    var total = 0;
                    foreach (var part in input.Split(',')) { total += await Task.Run(() => M0(part.Length, part)); }
                    return total;
                }
            }
            """;
    }

    private static string Ai(int calls)
    {
        var methods = new StringBuilder();
        for (var i = 0; i < calls; i++)
        {
            methods.Append($$"""
                    public async Task<string> Ask{{i}}(string question)
                    {
                        var client = new ChatClient("gpt-4o-2024-11-20", "key");
                        var reply = await client.CompleteChatAsync(question);
                        log.LogInformation("asked {Model}", reply.Value.Model);
                        return reply.Value.Content[0].Text;
                    }

                """);
        }

        return $$"""
            using System.Threading.Tasks;
            using Microsoft.Extensions.Logging;
            using OpenAI.Chat;

            namespace Generated;

            public class Ai(ILogger<Ai> log)
            {
            {{methods}}
            }
            """;
    }
}
