using GovernanceAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GovernanceAnalyzers.Tests;

/// <summary>Numbers that stand for names of compilers newer than the one we compile against.</summary>
public class CompilerConstantTests
{
    [Fact]
    public void Collection_expression() => Assert.Equal(OperationKind.CollectionExpression, OperationTree.CollectionExpression);
}
