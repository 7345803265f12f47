using System;
using System.Diagnostics;
using System.Linq;
using GovernanceAnalyzers.Core.Licences;
using Xunit;

namespace GovernanceAnalyzers.Core.Tests.Licences;

public class SpdxExpressionTests
{
    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("  mit\t", "MIT")]
    [InlineData("ETALAB-2.0", "etalab-2.0")]
    [InlineData("cc-by-nc-sa-4.0", "CC-BY-NC-SA-4.0")]
    [InlineData("Apache-2.0+", "Apache-2.0+")]
    [InlineData("GPL-2.0+", "GPL-2.0+")]
    [InlineData("LicenseRef-llama3.1", "LicenseRef-llama3.1")]
    [InlineData("DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2", "DocumentRef-spdx-tool-1.2:LicenseRef-MIT-Style-2")]
    [InlineData("GPL-2.0-only WITH classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("GPL-2.0-only with Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0")]
    [InlineData("Apache-2.0+ WITH LLVM-exception", "Apache-2.0+ WITH LLVM-exception")]
    [InlineData("MIT WITH AdditionRef-patents", "MIT WITH AdditionRef-patents")]
    [InlineData("MIT WITH DocumentRef-x:AdditionRef-patents", "MIT WITH DocumentRef-x:AdditionRef-patents")]
    [InlineData("LicenseRef-a WITH LLVM-exception", "LicenseRef-a WITH LLVM-exception")]
    [InlineData("MIT OR Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("MIT or Apache-2.0 AND 0BSD", "MIT OR Apache-2.0 AND 0BSD")]
    [InlineData("(MIT OR Apache-2.0) and 0BSD", "(MIT OR Apache-2.0) AND 0BSD")]
    [InlineData("((MIT))", "MIT")]
    [InlineData("(MIT AND 0BSD) OR(Apache-2.0)", "MIT AND 0BSD OR Apache-2.0")]
    [InlineData("MIT\nAND\r\n0BSD", "MIT AND 0BSD")]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0 AND MIT OR 0BSD", "GPL-2.0-only WITH Classpath-exception-2.0 AND MIT OR 0BSD")]
    public void Valid(string text, string canonical)
    {
        var expression = SmallList.Parse(text);

        Assert.Equal(canonical, expression.ToString());
        Assert.Equal(canonical, SmallList.Parse(canonical).ToString());
    }

    [Theory]
    // Ids
    [InlineData("MTI", 0, 3, "not on the SPDX licence list", "MIT")]
    [InlineData("CC-BY", 0, 5, "not on the SPDX licence list", "CC-BY-4.0")]
    [InlineData("CC BY 4.0", 0, 9, "is not how SPDX writes it", "CC-BY-4.0")]
    [InlineData(" Contoso Data Terms, v2", 1, 22, "a title is not a licence id", "LicenseRef-Contoso-Data-Terms-v2")]
    [InlineData("CC-BY-5.0", 0, 9, "not on the SPDX licence list", "CC-BY-4.0")]
    [InlineData("The", 0, 3, "not on the SPDX licence list", "LicenseRef-The")]
    [InlineData("EUPL", 0, 4, "not on the SPDX licence list", "EUPL-1.2")]
    [InlineData("ODbL", 0, 4, "not on the SPDX licence list", "ODbL-1.0")]
    [InlineData("GPL-3", 0, 5, "not on the SPDX licence list", "GPL-3.0-only")]
    [InlineData("llama3.1", 0, 8, "not on the SPDX licence list", "LicenseRef-llama3.1")]
    [InlineData("Contoso-Internal-Terms", 0, 22, "not on the SPDX licence list", "LicenseRef-Contoso-Internal-Terms")]
    [InlineData("MIT OR Classpath-exception-2.0", 7, 23, "is an exception", null)]
    [InlineData("openrail++", 8, 1, "'+' is not allowed here", "LicenseRef-openrail-plus-plus-m")]
    [InlineData("GPL_3.0", 3, 1, "'_' is not allowed here", "GPL-3.0-only")]
    [InlineData("MIT\u00a0OR MIT", 3, 1, "the character U+00A0", null)]
    [InlineData("MIT\ud83d\ude00", 3, 2, "the character U+1F600", "MIT")]
    [InlineData("MIT\0", 3, 1, "the character U+0000", "MIT")]
    [InlineData("https://creativecommons.org/licenses/by-nc/4.0/", 0, 47, "an address is not a licence id", "CC-BY-NC-4.0")]
    [InlineData("http://creativecommons.org/publicdomain/zero/1.0/", 0, 49, "an address is not a licence id", "CC0-1.0")]
    [InlineData("https://spdx.org/licenses/MIT.html", 0, 34, "an address is not a licence id", "MIT")]
    [InlineData("https://example.org/terms", 0, 25, "an address is not a licence id", null)]
    // Field values
    [InlineData("MIT AND NONE", 8, 4, "there is no licence to name", null)]
    [InlineData("NOASSERTION OR MIT", 0, 11, "there is no licence to name", null)]
    // Plus
    [InlineData("MIT +", 4, 1, "without a space", "MIT+")]
    [InlineData("+", 0, 1, "must follow a licence id", null)]
    [InlineData("LicenseRef-a+", 12, 1, "'+' is not allowed here", null)]
    // References
    [InlineData("LicenseRef-", 0, 11, "a name must follow", null)]
    [InlineData("licenseref-acme", 0, 15, "letter case matters", "LicenseRef-acme")]
    [InlineData("LicenseRef-a_b", 12, 1, "'_' is not allowed here", null)]
    [InlineData("DocumentRef-a", 0, 13, "names a document", null)]
    [InlineData("DocumentRef-a:MIT", 0, 17, "is expected after the colon", null)]
    [InlineData("DocumentRef-a:LicenseRef-b:c", 26, 1, "':' is not allowed here", null)]
    [InlineData("DocumentRef-:LicenseRef-b", 0, 25, "a name must follow", null)]
    [InlineData("MIT WITH LicenseRef-a", 9, 12, "not on the SPDX list of exceptions", null)]
    // Operators
    [InlineData("MIT And 0BSD", 4, 3, "capital letters", "AND")]
    [InlineData("And", 0, 3, "capital letters", "AND")]
    [InlineData("MIT AND", 7, 0, "ends where a licence is expected", null)]
    [InlineData("AND MIT", 0, 3, "a licence is expected before 'AND'", null)]
    [InlineData("MIT OR OR 0BSD", 7, 2, "a licence is expected before 'OR'", null)]
    [InlineData("MIT 0BSD", 4, 4, "an operator is missing before '0BSD'", null)]
    [InlineData("MIT (0BSD)", 4, 1, "an operator is missing before '('", null)]
    [InlineData("MIT/Apache-2.0", 3, 1, "does not join licences", "MIT OR Apache-2.0")]
    [InlineData("MIT, 0BSD", 3, 1, "',' does not join licences", null)]
    [InlineData("MIT & 0BSD", 4, 1, "an operator is missing before '&'", null)]
    [InlineData("MIT|0BSD OR MIT", 3, 1, "does not join licences", "MIT OR 0BSD OR MIT")]
    [InlineData("MIT/0BSD OR nope", 3, 1, "does not join licences", null)]
    [InlineData("Apache License, Version 2.0", 0, 27, "is not how SPDX writes it", "Apache-2.0")]
    // WITH
    [InlineData("MIT WITH", 4, 4, "an exception is expected", null)]
    [InlineData("MIT WITH (LLVM-exception)", 4, 4, "an exception is expected", null)]
    [InlineData("MIT WITH 0BSD", 9, 4, "is a licence, not an exception", null)]
    [InlineData("MIT WITH LVM-exception", 9, 13, "not on the SPDX list of exceptions", "LLVM-exception")]
    [InlineData("(MIT OR 0BSD) WITH LLVM-exception", 14, 4, "not parentheses", null)]
    [InlineData("MIT WITH LLVM-exception WITH LLVM-exception", 24, 4, "one exception", null)]
    // Parentheses
    [InlineData("(MIT", 0, 1, "never closed", "MIT")]
    [InlineData("MIT)", 3, 1, "closes nothing", "MIT")]
    [InlineData("()", 1, 1, "a licence is expected before ')'", null)]
    [InlineData("(MIT 0BSD)", 5, 4, "an operator is missing", null)]
    public void Invalid(string text, int offset, int length, string message, string? suggestion)
    {
        var error = SpdxExpression.Parse(text, SmallList.Spdx).Error;

        Assert.NotNull(error);
        Assert.Contains(message, error.Message);
        Assert.Equal((offset, length), (error.Offset, error.Length));
        Assert.Equal(suggestion, error.Suggestion);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NONE")]
    [InlineData("NOASSERTION")]
    [InlineData("unknown")]
    [InlineData("TODO")]
    [InlineData("[More Information Needed]")]
    [InlineData("{{ license }}")]
    [InlineData("???")]
    public void Missing_is_not_invalid(string? text)
    {
        var parse = SpdxExpression.Parse(text, SmallList.Spdx);

        Assert.True(parse.IsMissing);
        Assert.Null(parse.Error);
        Assert.Null(parse.Expression);
    }

    [Theory]
    [InlineData("GPL-3.0", "deprecated", "GPL-3.0-only")]
    [InlineData("GPL-3.0+", "deprecated", "GPL-3.0-or-later")]
    [InlineData("Net-SNMP", "deprecated", null)]
    [InlineData("GPL-3.0-only+", "says twice", "GPL-3.0-or-later")]
    [InlineData("GPL-3.0-or-later+", "says twice", "GPL-3.0-or-later")]
    [InlineData("BSL-1.0", "this is Boost", null)]
    [InlineData("GPL-3.0-only WITH Nokia-Qt-exception-1.1", "deprecated", null)]
    public void Valid_with_a_remark(string text, string message, string? suggestion)
    {
        var remark = Assert.Single(SpdxExpression.Parse(text, SmallList.Spdx).Remarks);

        Assert.Contains(message, remark.Message);
        Assert.Equal(suggestion, remark.Suggestion);
    }

    [Fact]
    public void Licences_know_where_they_stand()
    {
        var licences = SmallList.Parse("(MIT OR GPL-2.0+) AND LicenseRef-a").Licences.ToArray();

        Assert.Equal([(1, 3), (8, 8), (22, 12)], licences.Select(l => (l.Start, l.Length)));
    }

    public static TheoryData<string> Hostile() =>
    [
        new string('(', 100_000),
        new string('(', 4_000),
        string.Concat(Enumerable.Repeat("(MIT) AND ", 10_000)),
        string.Join(" AND ", Enumerable.Repeat("MIT", 400)),
        new string('a', 100_000),
        new string('a', 4_096),
        string.Concat(Enumerable.Repeat("MIT ", 25_000)),
        new string(' ', 100_000) + "MIT",
        string.Concat(Enumerable.Repeat("{{", 50_000)),
        "DocumentRef-" + new string(':', 4_000),
        "\ud800",
        "MIT\udc00\ud800",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_is_answered_quickly_and_without_an_exception(string text)
    {
        var clock = Stopwatch.StartNew();
        var parse = SpdxExpression.Parse(text, SmallList.Spdx);

        Assert.True(parse.Error is not null || parse.Expression is not null || parse.IsMissing);
        Assert.True((parse.Error?.Message.Length ?? 0) < 300);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_accepted_and_one_more_is_not()
    {
        Assert.NotNull(SpdxExpression.Parse(new string('(', 32) + "MIT" + new string(')', 32), SmallList.Spdx).Expression);

        var error = SpdxExpression.Parse(new string('(', 33) + "MIT" + new string(')', 33), SmallList.Spdx).Error;
        Assert.Equal(32, error?.Offset);
        Assert.Contains("nested deeper than 32", error?.Message);
    }
}
