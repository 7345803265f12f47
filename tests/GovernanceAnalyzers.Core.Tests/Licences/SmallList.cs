using System.Collections.Generic;
using GovernanceAnalyzers.Core.Licences;

namespace GovernanceAnalyzers.Core.Tests.Licences;

/// <summary>A few entries of each kind. The real list is data of the engine and tested there.</summary>
internal static class SmallList
{
    public static readonly SpdxList Spdx = new(
        "1.0",
        [
            "0BSD", "Apache-1.1", "Apache-2.0", "BSD-3-Clause", "BSL-1.0", "BUSL-1.1", "CC-BY-3.0-IGO", "CC-BY-4.0", "CC-BY-NC-4.0",
            "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC-BY-SA-4.0", "CC0-1.0", "etalab-2.0", "EUPL-1.1", "EUPL-1.2", "GPL-2.0-only",
            "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "MIT", "MIT-0", "ODbL-1.0", "OGL-UK-3.0",
        ],
        [
            new DeprecatedLicence("GPL-2.0", "GPL-2.0-only", "GPL-2.0-or-later"),
            new DeprecatedLicence("GPL-3.0", "GPL-3.0-only", "GPL-3.0-or-later"),
            new DeprecatedLicence("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"),
            new DeprecatedLicence("Net-SNMP"),
        ],
        ["Classpath-exception-2.0", "GCC-exception-3.1", "LLVM-exception"],
        ["Nokia-Qt-exception-1.1"],
        new Dictionary<string, string>
        {
            ["Apache 2.0"] = "Apache-2.0",
            ["CC BY"] = "CC-BY-4.0",
            ["GPLv3+"] = "GPL-3.0-or-later",
            ["llama3.1"] = "LicenseRef-llama3.1",
            ["openrail++"] = "LicenseRef-openrail-plus-plus-m",
        },
        new Dictionary<string, string> { ["BSL-1.0"] = "this is Boost" });

    public static readonly LicenceClasses Classes = new(
    [
        new LicenceClass("permissive", "", ["MIT", "Apache-2.0", "CC-BY-?.?"], LicenceDecision.Allow),
        new LicenceClass("non-commercial", "", ["*-NC-*"], LicenceDecision.Review) { Commercial = LicenceDecision.Deny },
        new LicenceClass("no-derivatives", "", ["*-ND-*"], LicenceDecision.Review)
        {
            Uses = new Dictionary<string, LicenceDecision> { ["training"] = LicenceDecision.Deny },
        },
    ]);

    public static SpdxExpression Parse(string text)
    {
        var parse = SpdxExpression.Parse(text, Spdx);
        return parse.Expression ?? throw new Xunit.Sdk.XunitException($"'{text}' does not parse: {parse.Error}");
    }
}
