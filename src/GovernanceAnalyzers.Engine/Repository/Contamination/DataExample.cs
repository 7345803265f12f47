using System;
using System.Collections.Generic;
using System.Linq;

namespace GovernanceAnalyzers.Engine.Repository.Contamination;

/// <summary>What a part of an example is to it, as far as the name of the part tells.</summary>
internal enum FieldRole
{
    /// <summary>Ids, labels, categories, dates: not compared.</summary>
    Ignored,

    /// <summary>What the model is asked: question, prompt, the user's messages.</summary>
    Input,

    /// <summary>Answers, and text of any other name.</summary>
    Other,

    /// <summary>What is looked up for an answer, and instructions that stand before every question.</summary>
    Context,

    /// <summary>The values of a row without any text.</summary>
    Row,
}

internal readonly struct DataField(FieldRole role, string text)
{
    public FieldRole Role { get; } = role;

    public string Text { get; } = text;
}

/// <summary>One record of a data file.</summary>
/// <param name="line">Of its beginning, counted from 1.</param>
internal readonly struct DataExample(long line, IReadOnlyList<DataField> fields)
{
    public long Line { get; } = line;

    public IReadOnlyList<DataField> Fields { get; } = fields;
}

/// <summary>A file whose examples cannot be told. The message is a clause for "is not assessed: ...".</summary>
internal sealed class UnreadableDataException(string message) : Exception(message);

internal static class FieldRoles
{
    private static readonly HashSet<string> Ignored = Names(
        "id ids uid guid uuid idx index key rowid row_id qid docid doc_id question_id label labels category categories class classes tag tags topic intent split source sources url urls link "
        + "lang language languages date time timestamp created_at updated_at score scores rating metadata meta model type kind difficulty level version license licence author weight role name");

    private static readonly HashSet<string> Identities = Names("id ids uid guid uuid idx index key rowid row row_number number no nr #");

    private static readonly HashSet<string> Inputs = Names(
        "question questions query queries prompt prompts input inputs instruction instructions user_input user problem utterance request goal");

    private static readonly HashSet<string> Contexts = Names(
        "context contexts retrieved_contexts reference_contexts passages passage documents docs chunks evidence system system_prompt");

    private static readonly HashSet<string> Conversations = Names("messages conversations conversation turns chat dialogue dialog");

    public static FieldRole Of(string name)
    {
        var plain = Plain(name);
        return Inputs.Contains(plain) ? FieldRole.Input : Ignored.Contains(plain) ? FieldRole.Ignored : Contexts.Contains(plain) ? FieldRole.Context : FieldRole.Other;
    }

    public static bool IsKnown(string name) => Of(name) != FieldRole.Other || Conversations.Contains(Plain(name))
        || Plain(name) is "text" or "answer" or "answers" or "completion" or "response" or "output" or "content" or "title" or "sentence" or "review" or "comment" or "body";

    /// <summary>Whether a column tells rows apart and says nothing about them: <c>id</c>, <c>row_id</c>, <c>CustomerId</c>.</summary>
    public static bool IsIdentity(string name)
    {
        name = name.Trim();
        return Identities.Contains(Plain(name))
            || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(" id", StringComparison.OrdinalIgnoreCase)
            || (name.EndsWith("Id", StringComparison.Ordinal) && name.Length > 2)
            || (name.EndsWith("ID", StringComparison.Ordinal) && name.Length > 2);
    }

    /// <summary>Whether the name says that what stands under it is text to compare.</summary>
    public static bool IsText(string name) => IsKnown(name) && Of(name) != FieldRole.Ignored;

    public static bool IsConversation(string name) => Conversations.Contains(Plain(name));

    public static FieldRole OfSpeaker(string speaker) => Plain(speaker) switch
    {
        "user" or "human" => FieldRole.Input,
        "system" or "developer" or "tool" or "function" => FieldRole.Context,
        _ => FieldRole.Other,
    };

    private static HashSet<string> Names(string names) => new(names.Split(' ').Select(Plain), StringComparer.Ordinal);

    private static string Plain(string name) => name.Trim().Replace("_", "").Replace("-", "").Replace(" ", "").ToLowerInvariant();
}
