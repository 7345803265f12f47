using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Benchmarks;

/// <param name="Default">What the page shows figures for.</param>
/// <param name="Quick">With <c>--quick</c>: only shows that the benchmark works.</param>
internal sealed record Number(string Name, int Default, int Quick);

/// <summary>
/// <c>--name value</c>, the same for every benchmark: its own numbers, <c>--quick</c>, <c>--page</c> for the page to write to and
/// <c>--package</c> for the folder of the packed package. Anything else ends the process: a mistyped name must not measure something else.
/// </summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public Arguments(string[] args, params Number[] numbers)
    {
        var quick = args.Contains("--quick");
        foreach (var number in numbers)
        {
            _numbers[number.Name] = quick ? number.Quick : number.Default;
        }

        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--quick":
                    break;
                case "--page" when value.Length > 0:
                    Page = Path.GetFullPath(value);
                    i++;
                    break;
                case "--package" when value.Length > 0:
                    Package = Path.GetFullPath(value);
                    i++;
                    break;
                case ['-', '-', .. var name] when _numbers.ContainsKey(name) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    _numbers[name] = number;
                    i++;
                    break;
                default:
                    Console.Error.WriteLine($"'{args[i]}' is not understood. Usage: {string.Concat(numbers.Select(n => $"[--{n.Name} {n.Default}] "))}[--quick] [--page docs/performance.md] [--package artifacts/packages]");
                    Environment.Exit(2);
                    break;
            }
        }
    }

    public int this[string name] => _numbers[name];

    public string? Page { get; }

    /// <summary>The folder of the packed package.</summary>
    public string Package { get; } = Path.GetFullPath(Path.Combine("artifacts", "packages"));

    /// <summary>What was measured, as arguments that measure it again.</summary>
    public override string ToString() => string.Join(' ', _numbers.Select(n => $"--{n.Key} {n.Value.ToString(CultureInfo.InvariantCulture)}"));
}
