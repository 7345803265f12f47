using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace LoanRisk;

/// <summary>Logistic regression: the probability that a loan is paid back.</summary>
public sealed class RepaymentModel(double[] weights)
{
    /// <summary>Full-batch gradient descent with a little weight decay; the same data gives the same model.</summary>
    public static RepaymentModel Train(IReadOnlyList<LoanApplication> applications, int rounds = 4000, double rate = 0.5, double decay = 1e-4)
    {
        var inputs = applications.Select(a => a.Features).ToArray();
        var weights = new double[inputs[0].Length + 1];
        for (var round = 0; round < rounds; round++)
        {
            var gradient = new double[weights.Length];
            for (var i = 0; i < inputs.Length; i++)
            {
                var error = Probability(weights, inputs[i]) - (applications[i].Repaid ? 1 : 0);
                for (var f = 0; f < inputs[i].Length; f++)
                {
                    gradient[f] += error * inputs[i][f];
                }

                gradient[^1] += error;
            }

            for (var w = 0; w < weights.Length; w++)
            {
                weights[w] -= rate * ((gradient[w] / inputs.Length) + (decay * weights[w]));
            }
        }

        return new RepaymentModel(weights);
    }

    public double Score(LoanApplication application) => Probability(weights, application.Features);

    /// <summary>Writes the weights as safetensors: the length of a JSON header, the header, the numbers.</summary>
    public void Save(string path)
    {
        var header = Encoding.UTF8.GetBytes($$$"""{"weights":{"dtype":"F64","shape":[{{{weights.Length}}}],"data_offsets":[0,{{{weights.Length * 8}}}]}}""");
        using var file = File.Create(path);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, header.Length);
        file.Write(number);
        file.Write(header);
        foreach (var weight in weights)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(number, weight);
            file.Write(number);
        }
    }

    public static RepaymentModel Load(string path)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(path);
        var length = checked((int)BinaryPrimitives.ReadInt64LittleEndian(bytes));
        using var header = JsonDocument.Parse(bytes.Slice(8, length).ToArray());
        var count = header.RootElement.GetProperty("weights").GetProperty("shape")[0].GetInt32();
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            weights[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.Slice(8 + length + (i * 8), 8));
        }

        return new RepaymentModel(weights);
    }

    private static double Probability(double[] weights, double[] features)
    {
        var sum = weights[^1];
        for (var f = 0; f < features.Length; f++)
        {
            sum += weights[f] * features[f];
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}
