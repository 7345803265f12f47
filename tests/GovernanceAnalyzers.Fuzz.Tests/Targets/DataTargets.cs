using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using GovernanceAnalyzers.Engine;
using GovernanceAnalyzers.Engine.Repository.Contamination;
using GovernanceAnalyzers.Engine.Repository.Infrastructure;
using GovernanceAnalyzers.Fuzz.Tests.Fuzzing;

namespace GovernanceAnalyzers.Fuzz.Tests.Targets;

/// <summary>Data files, of which the examples are compared, and infrastructure as code.</summary>
internal static class DataTargets
{
    private const string Conversation = "{\"messages\": [{\"role\": \"user\", \"content\": \"Where is my order?\"}, {\"role\": \"assistant\", \"content\": [{\"type\": \"text\", \"text\": \"On its way.\"}]}]}\n{\"prompt\": \"a\", \"completion\": \"b\", \"id\": 3}\n{\"question\": \"q\", \"answer\": {\"text\": [\"x\"]}}\n";

    public static IEnumerable<Target> List =>
    [
        Examples(".jsonl", Conversation),
        Examples(".json", "[" + Conversation.TrimEnd('\n').Replace("\n", ",") + "]", "{\"data\": [{\"text\": \"a\"}], \"version\": 1}"),
        Examples(".csv", "id,question,answer\n1,\"a, \"\"b\"\"\nc\",d\n2,e,f\n", "text;label\na;1\n"),
        Examples(".tsv", "question\tanswer\na\tb\n"),
        Examples(".txt", "a question\nanother\n\n\na paragraph\nof two lines\n"),
        Examples(".jsonl.gz", Conversation),
        Infrastructure("bicep", "main.bicep", () => [.. Sources.Files(".bicep", "samples", "tests/GovernanceAnalyzers.Engine.Tests/Golden/repository"), .. FromTests("resource ", "param ").Where(s => !Holds(s, "azurerm"))]),
        Infrastructure("bicep-parameters", "main.bicepparam", () => ["using 'main.bicep'\nparam location = 'x'\nparam models = [{ name: 'a', version: '1' }]\nvar x = readEnvironmentVariable('A', 'b')\n"]),
        Infrastructure("terraform", "main.tf", () => FromTests("azurerm")),
        Infrastructure("terraform-values", "prod.tfvars", () => ["model = \"gpt-4o\"\nversions = { a = \"1\", \"b\" = null }\nlist = [1, true, <<-EOT\n  x ${a}\n  EOT\n]\n"]),
        Infrastructure("terraform-json", "main.tf.json", () => FromTests("\"azurerm_cognitive_deployment\"")),
        Infrastructure("arm", "main.json", () => FromTests("deploymentTemplate.json")),
        Infrastructure("arm-parameters", "main.parameters.json", () => ["{ \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\", \"contentVersion\": \"1.0.0.0\", \"parameters\": { \"model\": { \"value\": \"gpt-4o\" }, \"key\": { \"reference\": {} } } }"]),
    ];

    private static IEnumerable<Seed> FromTests(params string[] holds) =>
        Sources.Examples("Repository/Checks/GOV1009_DeploymentAutoUpgradesTests.cs", holds).Concat(Sources.Examples("Repository/Checks/InfrastructureSyntaxTests.cs", holds)).Where(s => s.Content.Length < 8000);

    private static bool Holds(Seed seed, string text) => Encoding.UTF8.GetString(seed.Content).Contains(text, StringComparison.Ordinal);

    private static Target Examples(string extension, params string[] seeds) => new("examples-" + extension.TrimStart('.').Replace('.', '-'), () => seeds.Select(s => (Seed)s), bytes =>
        Scratch.Use("data" + extension, extension.EndsWith(".gz", StringComparison.Ordinal) ? Engine.Tests.Repository.Artefacts.ArtefactFiles.Gzip(bytes) : bytes, file =>
        {
            var reading = new Reading();
            foreach (var isEvaluation in new[] { true, false })
            {
                try
                {
                    foreach (var example in ExampleReader.Read(new RepositoryFile("data" + extension, file, new FileInfo(file).Length, 0), isEvaluation))
                    {
                        reading.With(example.Line).With([.. example.Fields.Select(f => (object)(f.Role, f.Text))]).Holds(example.Line >= 1, "An example has no line.");
                    }
                }
                catch (UnreadableDataException e)
                {
                    // The one way in which it says so.
                    reading.With(e.Message);
                }
            }

            return reading;
        }))
    { Words = ["messages", "conversations", "role", "content", "prompt", "\"\"", "\r", "\t", ";"] };

    private static Target Infrastructure(string name, string file, Func<IEnumerable<Seed>> seeds) => new(name, () => seeds().Append(" "), bytes => Scratch.Use("infra/" + file, bytes, full =>
    {
        // Beside each other, as they name each other.
        var folder = Path.GetDirectoryName(full)!;
        var others = new (string Name, string Text)[]
        {
            ("main.bicep", "param location string = 'x'\nmodule m 'other.bicep' = { name: 'm' params: { x: location } }\nresource d 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = { name: 'chat' properties: { model: { name: 'gpt-4o', version: '1' } } }\n"),
            ("main.tf", "variable \"model\" { default = \"gpt-4o\" }\nresource \"azurerm_cognitive_deployment\" \"a\" {\n  name = \"x\"\n  model { name = var.model }\n}\n"),
            ("main.json", "{ \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\", \"parameters\": { \"model\": { \"type\": \"string\" } }, \"resources\": [ { \"type\": \"Microsoft.CognitiveServices/accounts/deployments\", \"name\": \"a/b\", \"properties\": { \"model\": { \"name\": \"[parameters('model')]\" } } } ] }"),
        };
        var files = new List<RepositoryFile> { new("infra/" + file, full, bytes.Length, 0) };
        foreach (var (other, text) in others.Where(o => o.Name != file))
        {
            var path = Path.Combine(folder, other);
            File.WriteAllText(path, text);
            files.Add(new RepositoryFile("infra/" + other, path, text.Length, 0));
        }

        var models = InfrastructureReader.Read(files, null);
        var reading = new Reading().With([.. models.Deployments]);
        reading.Problems.AddRange(models.Problems.Where(p => p.Place.Path == "infra/" + file));
        reading.Messages.AddRange(models.Problems.Select(p => p.Message));
        return reading;
    }))
    { Words = ["${", "'''", "<<EOT\n", "[for x in y: {", "for_each = ", "dynamic \"model\" {", "existing = {", "::", "?:", "=>", "...", "[parameters('x')]", "[concat(", "[variables('a').b[0]]", "copy", "copyIndex()", "module m 'main.bicep' = {", "import * as x from 'y'", "@secure()", "if (", "null"] };
}
