using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace GovernanceAnalyzers.Engine.Reports.Html;

/// <summary>
/// A piece of HTML. <see cref="Of"/> is the only way to make one, and it escapes whatever goes into a template, so a text from a repository
/// can never become an element or an attribute.
/// </summary>
internal readonly struct Markup
{
    private readonly string? _html;

    private Markup(string html) => _html = html;

    public static Markup None => default;

    public bool IsEmpty => string.IsNullOrEmpty(_html);

    /// <summary>
    /// The template with its arguments: HTML as it is, numbers and dates without a culture, every text escaped. <c>{x:path}</c> may
    /// break behind slashes and at-signs.
    /// </summary>
    public static Markup Of(FormattableString template) => new(template.ToString(Escaping.Instance));

    /// <summary>What the report itself brings: its style and its script.</summary>
    public static Markup Own(string html) => new(html);

    public static Markup Text(string text) => new(Escape(text, isPath: false));

    public static Markup Join<T>(IEnumerable<T> items, Func<T, Markup> of, string between = "") =>
        new(string.Join(Escape(between, isPath: false), items.Select(i => of(i).ToString())));

    public static Markup Join(IEnumerable<Markup> items) => Join(items, i => i);

    /// <summary> <c>name="value"</c> with a space before it; nothing for an empty value.</summary>
    public static Markup Attribute(string name, string value) => value.Length == 0 ? None : new($" {name}=\"{Escape(value, isPath: false)}\"");

    public static Markup When(bool condition, Func<Markup> then) => condition ? then() : None;

    public override string ToString() => _html ?? "";

    /// <summary>
    /// A text between tags or in a quoted attribute. Characters that nobody sees, or that turn text around, are written as
    /// <c>\u202E</c>; halves of surrogate pairs too, which no encoding has.
    /// </summary>
    private static string Escape(string text, bool isPath)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case '/' or '@' when isPath: escaped.Append(c).Append("<wbr>"); break;
                case '\n' or '\r' or '\t' when !isPath: escaped.Append(' '); break;
                case >= ' ' and <= '~': escaped.Append(c); break;
                default:
                    var isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                    if (IsUnseen(text, i))
                    {
                        escaped.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                        if (isPair)
                        {
                            escaped.Append("\\u").Append(((int)text[++i]).ToString("X4", CultureInfo.InvariantCulture));
                        }
                    }
                    else
                    {
                        escaped.Append(c);
                        if (isPair)
                        {
                            escaped.Append(text[++i]);
                        }
                    }

                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>Of a pair the first half is asked about, which then stands for both.</summary>
    private static bool IsUnseen(string text, int at) => text[at] is '\uFFFE' or '\uFFFF' or '\u115F' or '\u1160' or '\u3164' or '\uFFA0'
        || CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private sealed class Escaping : IFormatProvider, ICustomFormatter
    {
        public static readonly Escaping Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Markup markup => markup.ToString(),
            IFormattable value => Escape(value.ToString(null, CultureInfo.InvariantCulture), isPath: false),
            _ => Escape(arg?.ToString() ?? "", isPath: format == "path"),
        };
    }
}
