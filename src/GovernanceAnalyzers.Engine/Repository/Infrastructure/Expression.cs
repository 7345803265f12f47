using System.Collections.Generic;
using GovernanceAnalyzers.Core.Findings;

namespace GovernanceAnalyzers.Engine.Repository.Infrastructure;

/// <summary>An expression of Bicep, Terraform or an ARM template, which have nearly the same ones.</summary>
internal abstract record Expression(SourcePlace Place);

internal sealed record TextExpression(string Text, SourcePlace Place) : Expression(Place);

internal sealed record NothingExpression(SourcePlace Place) : Expression(Place);

/// <summary>A string with values in it.</summary>
internal sealed record InterpolatedExpression(IReadOnlyList<Expression> Parts, SourcePlace Place) : Expression(Place);

internal sealed record NameExpression(string Name, SourcePlace Place) : Expression(Place);

internal sealed record MemberExpression(Expression Target, string Name, SourcePlace Place) : Expression(Place);

internal sealed record IndexExpression(Expression Target, Expression Index, SourcePlace Place) : Expression(Place);

internal sealed record CallExpression(string Function, IReadOnlyList<Expression> Arguments, SourcePlace Place) : Expression(Place);

internal sealed record LambdaExpression(IReadOnlyList<string> Names, Expression Body, SourcePlace Place) : Expression(Place);

internal sealed record ConditionalExpression(Expression Condition, Expression Then, Expression Else, SourcePlace Place) : Expression(Place);

/// <param name="Operator">As written: <c>==</c>, <c>??</c>; <c>!</c> with nothing on the right.</param>
internal sealed record OperatorExpression(string Operator, Expression Left, Expression? Right, SourcePlace Place) : Expression(Place);

internal sealed record ListExpression(IReadOnlyList<Expression> Items, SourcePlace Place) : Expression(Place);

internal sealed record ObjectExpression(IReadOnlyList<ObjectEntry> Entries, SourcePlace Place) : Expression(Place)
{
    /// <summary>Resources that Bicep nests in the body of another.</summary>
    public IReadOnlyList<ResourceDeclaration> Resources { get; init; } = [];
}

/// <param name="Key">Null for an object that is spread into this one.</param>
internal sealed record ObjectEntry(Expression? Key, Expression Value);

/// <param name="Key">Null where the loop makes a list.</param>
internal sealed record LoopExpression(Loop Loop, Expression? Key, Expression Body, SourcePlace Place) : Expression(Place);

/// <param name="Index">Name of the index or key; empty where the loop has none.</param>
internal sealed record Loop(string Item, string Index, Expression Collection);

/// <summary>Something that is never worked out here.</summary>
internal sealed record OpaqueExpression(string What, SourcePlace Place) : Expression(Place);

/// <summary>A resource as it is written, before loops and values.</summary>
/// <param name="Symbol">How other parts of the template refer to it.</param>
/// <param name="Type">Lower-case, without the API version: <c>microsoft.cognitiveservices/accounts/deployments</c>.</param>
internal sealed record ResourceDeclaration(string Symbol, string Type, Expression Body, SourcePlace Place)
{
    public Loop? Loop { get; init; }

    /// <summary>The resource is there already; the template only refers to it.</summary>
    public bool IsExisting { get; init; }

    /// <summary>The resource that this one is written in, or null.</summary>
    public ResourceDeclaration? Outer { get; init; }
}

/// <summary>A use of another template.</summary>
/// <param name="Source">A path relative to the template's folder, or an address.</param>
internal sealed record ModuleDeclaration(string Symbol, string Source, Expression Arguments, SourcePlace Place)
{
    public Loop? Loop { get; init; }

    /// <summary>The template itself where it is written in place, as in ARM.</summary>
    public Template? Inline { get; init; }
}

internal sealed record Parameter(string Name, Expression? Default, SourcePlace Place);

/// <summary>A Bicep file, an ARM template, or the files of one Terraform folder.</summary>
internal sealed class Template(string path)
{
    /// <summary>Of the file, or of the folder for Terraform.</summary>
    public string Path { get; } = path;

    /// <summary>The folder that module sources and files are relative to.</summary>
    public string Folder { get; init; } = "";

    public bool IsTerraform { get; init; }

    public Dictionary<string, Parameter> Parameters { get; } = new(System.StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Expression> Variables { get; } = new(System.StringComparer.OrdinalIgnoreCase);

    public List<ResourceDeclaration> Resources { get; } = [];

    public List<ModuleDeclaration> Modules { get; } = [];

    /// <summary>What in it could not be read.</summary>
    public List<Yaml.FileProblem> Problems { get; } = [];
}
