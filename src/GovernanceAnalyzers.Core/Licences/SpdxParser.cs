using System;
using System.Collections.Generic;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Licences;

/// <summary>
/// Recursive descent over the grammar of SPDX 3.0.1; <c>+</c> binds tighter than WITH, WITH than AND, AND than OR. The first error
/// ends it: what follows one mistake is usually a consequence.
/// </summary>
internal sealed class SpdxParser
{
    /// <summary>Far longer than real expressions; keeps a hostile record from costing time.</summary>
    private const int MaximumLength = 4096;

    /// <summary>Deepest nesting of parentheses; bounds the recursion here and in whoever walks the tree.</summary>
    private const int MaximumDepth = 32;

    private const string LicencePrefix = LicenceReference.Prefix;
    private const string AdditionPrefix = "AdditionRef-";
    private const string DocumentPrefix = "DocumentRef-";

    private readonly string _text;
    private readonly SpdxList _list;
    private readonly List<SpdxRemark> _remarks = [];
    private Token _token;
    private int _next;
    private bool _isTrial;

    private SpdxParser(string text, SpdxList list)
    {
        _text = text;
        _list = list;
    }

    private enum Kind
    {
        Word,
        And,
        Or,
        With,
        Open,
        Close,
        End,
    }

    public static SpdxParse Parse(string? text, SpdxList list)
    {
        if (text is null || MissingLicence.Is(text))
        {
            return SpdxParse.Missing;
        }

        if (text.Length > MaximumLength)
        {
            return SpdxParse.Of(new SpdxError(
                MaximumLength,
                text.Length - MaximumLength,
                $"the expression has {text.Length} characters; at most {MaximumLength} are read"));
        }

        var parser = new SpdxParser(text, list);
        try
        {
            parser.Advance();
            var expression = parser.Or(0);
            parser.ExpectEnd();
            return SpdxParse.Of(expression, parser._remarks);
        }
        catch (Invalid invalid)
        {
            var meant = list.Meant(text);
            return SpdxParse.Of(
                AsTitle(text, meant, list)
                ?? (meant is null ? invalid.Error : invalid.Error with { Suggestion = meant, ReplacesAll = true }));
        }
    }

    /// <summary>
    /// "Apache License 2.0" and "Contoso Data Terms" fail at their first or second word, but people wrote them as one thing, so
    /// they are answered as one. Null when the text is one word or was meant as an expression.
    /// </summary>
    private static SpdxError? AsTitle(string text, string? meant, SpdxList list)
    {
        const int longestTitle = 100;
        var title = text.Trim();
        var words = title.Split(' ');
        if (words.Length == 1 || title.Length > longestTitle)
        {
            return null;
        }

        var start = text.Length - text.TrimStart().Length;
        if (meant is not null)
        {
            return new SpdxError(start, title.Length, $"'{Excerpt.Of(title)}' is not how SPDX writes it", meant, ReplacesAll: true);
        }

        var isExpression = list.TryGetLicence(words[0].TrimEnd(',', ';', '+'), out _)
            || MissingLicence.IsFieldValue(words[0])
            || StartsWith(title, LicencePrefix)
            || StartsWith(title, DocumentPrefix)
            || title.IndexOfAny(['(', ')', '\t', '\r', '\n', '\u00a0']) >= 0
            || Array.Exists(words, w => w.ToUpperInvariant() is "AND" or "OR" or "WITH");
        return isExpression
            ? null
            : new SpdxError(start, title.Length, "a title is not a licence id", LicenceReference.FromTitle(title), ReplacesAll: true);
    }

    private SpdxExpression Or(int depth) => Operands(isAnd: false, () => And(depth));

    private SpdxExpression And(int depth) => Operands(isAnd: true, () => Operand(depth));

    private SpdxExpression Operands(bool isAnd, Func<SpdxExpression> operand)
    {
        var operands = new List<SpdxExpression> { operand() };
        while (_token.Kind == (isAnd ? Kind.And : Kind.Or))
        {
            Advance();
            operands.Add(operand());
        }

        return operands.Count == 1 ? operands[0] : new SpdxCompound(isAnd, operands);
    }

    private SpdxExpression Operand(int depth)
    {
        switch (_token.Kind)
        {
            case Kind.Word:
                return Licence();
            case Kind.Open:
                return Parentheses(depth);
            case Kind.End:
                throw Error(_token, "the expression ends where a licence is expected");
            case Kind.Close:
                throw Error(_token, "a licence is expected before ')'");
            default:
                throw Error(_token, $"a licence is expected before '{_token}'");
        }
    }

    private SpdxExpression Parentheses(int depth)
    {
        var open = _token;
        if (depth == MaximumDepth)
        {
            throw Error(open, $"parentheses are nested deeper than {MaximumDepth} levels");
        }

        Advance();
        var inner = Or(depth + 1);
        if (_token.Kind == Kind.Word)
        {
            throw MissingOperator();
        }

        if (_token.Kind != Kind.Close)
        {
            throw Error(open, "this '(' is never closed");
        }

        Advance();
        return _token.Kind == Kind.With
            ? throw Error(_token, "WITH follows a single licence, not parentheses; write it after the licence that it belongs to")
            : inner;
    }

    private SpdxLicence Licence()
    {
        var token = _token;
        Advance();
        var licence = Simple(token);
        if (_token.Kind == Kind.Word && _token.Text == "+")
        {
            throw Error(_token, "'+' must follow the licence id without a space", token.Text + "+", replacesFrom: token.Start);
        }

        if (_token.Kind != Kind.With)
        {
            return licence;
        }

        var with = _token;
        Advance();
        if (_token.Kind != Kind.Word)
        {
            throw Error(with, $"an exception is expected after '{with}'");
        }

        var exception = Exception(_token);
        Advance();
        return new SpdxLicence
        {
            Id = licence.Id,
            OrLater = licence.OrLater,
            Exception = exception,
            Replacement = licence.Replacement.Contains(" WITH ") ? "" : licence.Replacement,
            Start = licence.Start,
            Length = licence.Length,
        };
    }

    private SpdxLicence Simple(Token token)
    {
        if (IsReference(token, LicencePrefix))
        {
            CheckReference(token, LicencePrefix);
            return new SpdxLicence { Id = token.Text, Start = token.Start, Length = token.Text.Length };
        }

        var orLater = token.Text.EndsWith("+", StringComparison.Ordinal);
        var id = orLater ? token.Text.Substring(0, token.Text.Length - 1) : token.Text;
        if (!_list.TryGetLicence(id, out var canonical))
        {
            throw UnknownLicence(token, id);
        }

        return new SpdxLicence
        {
            Id = canonical,
            OrLater = orLater,
            Replacement = Remark(token, canonical, orLater),
            Start = token.Start,
            Length = token.Text.Length,
        };
    }

    /// <summary>Notes what is valid but should be written differently; returns the replacement of a deprecated id, or nothing.</summary>
    private string Remark(Token token, string id, bool orLater)
    {
        if (_list.TryGetDeprecated(id, out var deprecated))
        {
            var use = orLater ? deprecated.UseOrLater : deprecated.Use;
            _remarks.Add(new SpdxRemark(
                token.Start, token.Text.Length, $"'{token}' is deprecated by SPDX", use.Length == 0 ? null : use));
            return use;
        }

        if (orLater && (id.EndsWith("-only", StringComparison.Ordinal) || id.EndsWith("-or-later", StringComparison.Ordinal)))
        {
            var use = id.EndsWith("-only", StringComparison.Ordinal) ? id.Substring(0, id.Length - "-only".Length) + "-or-later" : id;
            _remarks.Add(new SpdxRemark(token.Start, token.Text.Length, $"'{token}' says twice which versions are meant", use));
        }
        else if (_list.Confusion(id) is { } confusion)
        {
            _remarks.Add(new SpdxRemark(token.Start, token.Text.Length, $"'{id}': {confusion}", null));
        }

        return "";
    }

    private string Exception(Token token)
    {
        if (IsReference(token, AdditionPrefix))
        {
            CheckReference(token, AdditionPrefix);
            return token.Text;
        }

        if (_list.TryGetException(token.Text, out var canonical))
        {
            if (_list.IsDeprecatedException(canonical))
            {
                _remarks.Add(new SpdxRemark(token.Start, token.Text.Length, $"the exception '{canonical}' is deprecated by SPDX", null));
            }

            return canonical;
        }

        CheckCharacters(token, 0);
        throw _list.TryGetLicence(token.Text.TrimEnd('+'), out _)
            ? Error(token, $"'{token}' is a licence, not an exception; join licences with AND or OR")
            : Error(token, $"'{token}' is not on the SPDX list of exceptions", _list.SuggestException(token.Text));
    }

    /// <summary>The prefix decides, in any letter case, so that a miswritten reference gets a message about references.</summary>
    private static bool IsReference(Token token, string prefix) =>
        StartsWith(token.Text, prefix) || StartsWith(token.Text, DocumentPrefix);

    private void CheckReference(Token token, string prefix)
    {
        var start = 0;
        if (StartsWith(token.Text, DocumentPrefix))
        {
            var colon = token.Text.IndexOf(':');
            CheckReferencePart(token, 0, colon < 0 ? token.Text.Length : colon, DocumentPrefix);
            if (colon < 0)
            {
                throw Error(token, $"'{token}' names a document; ':{prefix}' and a name must follow");
            }

            start = colon + 1;
        }

        CheckReferencePart(token, start, token.Text.Length, prefix);
    }

    private void CheckReferencePart(Token token, int start, int end, string prefix)
    {
        var part = token.Text.Substring(start, end - start);
        if (!StartsWith(part, prefix))
        {
            throw Error(token, $"'{prefix}' is expected after the colon of '{token}'");
        }

        if (!part.StartsWith(prefix, StringComparison.Ordinal))
        {
            var fixedCase = token.Text.Substring(0, start) + prefix + token.Text.Substring(start + prefix.Length);
            throw Error(token, $"the letter case matters here: '{prefix}'", fixedCase);
        }

        if (part.Length == prefix.Length)
        {
            throw Error(token, $"a name must follow '{prefix}'");
        }

        CheckCharacters(token with { Text = token.Text.Substring(0, end) }, start);
    }

    private Invalid UnknownLicence(Token token, string id)
    {
        if (token.Text is "+")
        {
            return Error(token, "'+' must follow a licence id, without a space");
        }

        if (MissingLicence.IsFieldValue(id))
        {
            return Error(token, $"'{id}' says that there is no licence to name, so it cannot be part of an expression");
        }

        if (id.ToUpperInvariant() is "AND" or "OR" or "WITH")
        {
            return Error(token, "operators are written in capital letters", id.ToUpperInvariant());
        }

        if (_list.TryGetException(id, out var exception))
        {
            return Error(token, $"'{exception}' is an exception; write it after a licence and WITH");
        }

        // An address is better answered as a whole than by its first slash.
        if (token.Text.Contains("://"))
        {
            const string message = "an address is not a licence id; write an SPDX id, or LicenseRef-name for other terms";
            return Error(token, message, _list.Suggest(token.Text));
        }

        if (NotAnOperator(token) is { } separator)
        {
            return separator;
        }

        var bad = FirstInvalidCharacter(id, 0);
        return bad >= 0
            ? InvalidCharacter(token, bad, _list.Suggest(token.Text))
            : Error(
                token,
                $"'{Excerpt.Of(id)}' is not on the SPDX licence list (version {_list.Version})",
                _list.Suggest(token.Text) ?? _list.Suggest(id) ?? LicencePrefix + id);
    }

    /// <summary>"MIT/Apache-2.0" and "MIT, Apache-2.0": both ids are right, what joins them is not.</summary>
    private Invalid? NotAnOperator(Token token)
    {
        var at = token.Text.IndexOfAny(['/', ',', ';', '|', '&']);
        if (at <= 0 || !_list.TryGetLicence(token.Text.Substring(0, at), out var left))
        {
            return null;
        }

        var sign = new Token(Kind.Word, token.Start + at, token.Text.Substring(at, 1));
        var message = $"'{sign}' does not join licences; write OR when one may be chosen, AND when both apply";
        return _list.TryGetLicence(token.Text.Substring(at + 1), out var right)
            ? Error(sign, message, $"{left} {(sign.Text == "&" ? "AND" : "OR")} {right}", token.Start, token.Text.Length)
            : Error(sign, message);
    }

    private void CheckCharacters(Token token, int start)
    {
        var bad = FirstInvalidCharacter(token.Text, start);
        if (bad >= 0)
        {
            throw InvalidCharacter(token, bad, null);
        }
    }

    private Invalid InvalidCharacter(Token token, int index, string? suggestion)
    {
        var length = index + 1 < token.Text.Length && char.IsSurrogatePair(token.Text[index], token.Text[index + 1]) ? 2 : 1;
        var shown = char.IsControl(token.Text[index]) || char.IsWhiteSpace(token.Text[index]) || char.IsSurrogate(token.Text[index])
            ? $"the character U+{(length == 2 ? char.ConvertToUtf32(token.Text[index], token.Text[index + 1]) : token.Text[index]):X4}"
            : $"'{token.Text[index]}'";
        return Error(
            new Token(Kind.Word, token.Start + index, token.Text.Substring(index, length)),
            $"{shown} is not allowed here; ids consist of letters, digits, '-' and '.'",
            suggestion,
            replacesFrom: token.Start,
            replacesLength: token.Text.Length);
    }

    private static int FirstInvalidCharacter(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is not ((>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.'))
            {
                return i;
            }
        }

        return -1;
    }

    private void ExpectEnd()
    {
        switch (_token.Kind)
        {
            case Kind.End:
                return;
            case Kind.Close:
                throw Error(_token, "this ')' closes nothing");
            case Kind.With:
                throw Error(_token, $"a licence has one exception; '{_token}' cannot follow another");
            default:
                throw MissingOperator();
        }
    }

    private Invalid MissingOperator()
    {
        if (_token.Kind == Kind.Word && _token.Text.ToUpperInvariant() is "AND" or "OR" or "WITH")
        {
            return Error(_token, "operators are written in capital letters", _token.Text.ToUpperInvariant());
        }

        return Error(_token, $"an operator is missing before '{_token}'; write AND, OR or WITH");
    }

    private void Advance()
    {
        while (_next < _text.Length && _text[_next] is ' ' or '\t' or '\r' or '\n')
        {
            _next++;
        }

        if (_next == _text.Length)
        {
            _token = new Token(Kind.End, _next, "");
            return;
        }

        var start = _next++;
        if (_text[start] is '(' or ')')
        {
            _token = new Token(_text[start] == '(' ? Kind.Open : Kind.Close, start, _text.Substring(start, 1));
            return;
        }

        while (_next < _text.Length && _text[_next] is not (' ' or '\t' or '\r' or '\n' or '(' or ')'))
        {
            _next++;
        }

        var word = _text.Substring(start, _next - start);
        _token = new Token(
            word switch
            {
                "AND" or "and" => Kind.And,
                "OR" or "or" => Kind.Or,
                "WITH" or "with" => Kind.With,
                _ => Kind.Word,
            },
            start,
            word);
    }

    private static bool StartsWith(string text, string prefix) => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    /// <param name="replacesFrom">Where the text that the suggestion replaces begins, when that is more than the offending part.</param>
    private Invalid Error(Token token, string message, string? suggestion = null, int replacesFrom = -1, int replacesLength = -1)
    {
        if (suggestion is null || replacesFrom < 0)
        {
            return new Invalid(new SpdxError(token.Start, token.Text.Length, message, suggestion));
        }

        // One suggestion field, two extents: spelling the whole expression out keeps callers from having to know about a third.
        // Where the rest has mistakes of its own, the whole would be a wrong suggestion, so there is none.
        var end = replacesLength < 0 ? token.Start + token.Text.Length : replacesFrom + replacesLength;
        var whole = _text.Substring(0, replacesFrom) + suggestion + _text.Substring(end);
        return new Invalid(IsValid(whole)
            ? new SpdxError(token.Start, token.Text.Length, message, whole, ReplacesAll: true)
            : new SpdxError(token.Start, token.Text.Length, message));
    }

    /// <summary>Once only: a suggestion inside a suggestion would repeat the work for every mistake of the text.</summary>
    private bool IsValid(string text)
    {
        if (_isTrial)
        {
            return false;
        }

        var trial = new SpdxParser(text, _list) { _isTrial = true };
        try
        {
            trial.Advance();
            trial.Or(0);
            trial.ExpectEnd();
            return true;
        }
        catch (Invalid)
        {
            return false;
        }
    }

    private readonly record struct Token(Kind Kind, int Start, string Text)
    {
        /// <summary>As messages show it: the text may be thousands of characters long.</summary>
        public override string ToString() => Excerpt.Of(Text);
    }

    private sealed class Invalid(SpdxError error) : Exception(error.Message)
    {
        public SpdxError Error { get; } = error;
    }
}
