using System.Threading.Tasks;
using GovernanceAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests.Rules;

/// <summary>Semantic Kernel logs through the container of its builder.</summary>
public class GOV5001_KernelTests
{
    [Theory]
    [InlineData("builder.Services.AddSingleton<ILoggerFactory>(factory);", true)]
    [InlineData("builder.Services.AddSingleton(factory);", true)]
    [InlineData("builder.Services.AddSingleton<object>(factory);", false)]
    [InlineData("if (factory is null) { builder.Services.AddSingleton(factory!); }", false)]
    [InlineData("", false)]
    public async Task A_logger_in_the_container_of_the_builder_counts(string statements, bool logged)
    {
        var found = await new Verify.Test
        {
            TestCode = $$"""
                using Microsoft.Extensions.DependencyInjection;
                using Microsoft.Extensions.Logging;
                using Microsoft.SemanticKernel;

                class Bot
                {
                    async Task AskAsync(ILoggerFactory factory, string q)
                    {
                        var builder = Kernel.CreateBuilder();
                        {{statements}}
                        var kernel = builder.Build();
                        await kernel.InvokePromptAsync(q);
                    }
                }
                """,
            Rules = ["GOV5001"],
            ReferenceAssemblies = ReferenceAssemblies.SemanticKernel,
        }.GetDiagnosticsAsync();
        if (logged)
        {
            Assert.Empty(found);
        }
        else
        {
            Assert.Equal(DiagnosticSeverity.Info, Assert.Single(found).Severity);
        }
    }
}
