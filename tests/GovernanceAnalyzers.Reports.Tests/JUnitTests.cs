using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using GovernanceAnalyzers.Core;
using GovernanceAnalyzers.Core.Rules;
using GovernanceAnalyzers.Engine.Gate;
using GovernanceAnalyzers.Engine.Reports;
using Xunit;

namespace GovernanceAnalyzers.Reports.Tests;

public class JUnitTests
{
    /// <summary>What Jenkins' JUnit plugin, GitLab and Azure Pipelines document to read, and nothing else.</summary>
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
          <xs:attributeGroup name="counts">
            <xs:attribute name="name" type="xs:string" use="required"/>
            <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="time" type="xs:decimal" use="required"/>
          </xs:attributeGroup>
          <xs:complexType name="problem" mixed="true">
            <xs:attribute name="message" type="xs:string" use="required"/>
            <xs:attribute name="type" type="xs:string" use="required"/>
          </xs:complexType>
          <xs:complexType name="skip" mixed="true">
            <xs:attribute name="message" type="xs:string" use="required"/>
          </xs:complexType>
          <xs:element name="testsuites">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="testcase" minOccurs="0" maxOccurs="unbounded">
                        <xs:complexType>
                          <xs:choice minOccurs="0">
                            <xs:element name="failure" type="problem"/>
                            <xs:element name="error" type="problem"/>
                            <xs:element name="skipped" type="skip"/>
                          </xs:choice>
                          <xs:attribute name="classname" type="xs:string" use="required"/>
                          <xs:attribute name="name" type="xs:string" use="required"/>
                          <xs:attribute name="time" type="xs:decimal" use="required"/>
                          <xs:attribute name="file" type="xs:string"/>
                          <xs:attribute name="line" type="xs:positiveInteger"/>
                        </xs:complexType>
                      </xs:element>
                    </xs:sequence>
                    <xs:attributeGroup ref="counts"/>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
              <xs:attributeGroup ref="counts"/>
            </xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    [Fact]
    public void Samples_and_the_golden_repository_have_the_form()
    {
        foreach (var posture in TestPostures.Samples.Select(TestPostures.Sample).Append(TestPostures.Golden("baseline", broken: false)))
        {
            var cases = Cases(JUnitReport.Write(posture));

            Assert.True(cases.Count >= RuleCatalogue.All.Count);
            Assert.Equal(RuleCatalogue.All.Select(r => $"{r.Id} {r.Name}"), cases.Select(c => (string)c.Attribute("name")!).Where(n => n.StartsWith("GOV", StringComparison.Ordinal)));
            Assert.Equal(posture.Blockers.Count > 0, cases.Any(c => c.Element("failure") is not null));
            Assert.Contains(cases, c => !c.HasElements);
            // Every finding is somewhere.
            var text = string.Join("\n", cases.Select(c => c.Value));
            Assert.All(posture.Findings, f => Assert.Contains(f.Finding.Message, text));
        }
    }

    [Fact]
    public void Hostile_names_and_texts_have_the_form()
    {
        var cases = Cases(JUnitReport.Write(TestPostures.Hostile()));

        var error = Assert.Single(cases, c => c.Element("error") is not null);
        Assert.Equal("governance.Analysis", (string)error.Attribute("classname")!);
        var findings = cases.Where(c => (string)c.Attribute("classname")! == "governance.Findings").ToArray();
        Assert.Equal(["GOV1001", "GOV2006", "GOV5001", "GOV6001"], findings.Select(c => (string)c.Attribute("name")!));
        Assert.DoesNotContain("\u202E", (string)findings[3].Element("failure")!.Attribute("message")!);
        Assert.Contains("24 waived", (string)findings[1].Element("skipped")!.Attribute("message")!);
    }

    [Fact]
    public void A_case_passes_only_where_something_was_looked_for_and_nothing_found()
    {
        var posture = TestPostures.Of(
            TestPostures.Result("GOV1001", "src/a.cs", 12, message: "Blocks. [p(1)]"),
            TestPostures.Result("GOV1001", "src/b.cs", 3, Severity.Warning),
            TestPostures.Result("GOV1003", "src/c.cs", 3, Severity.Warning),
            TestPostures.Result("GOV1004", "src/d.cs") with { Status = ResultStatus.Waived, By = "w-1", Reason = "Agreed." },
            TestPostures.Result("GOV1005", "src/e.cs") with { Status = ResultStatus.Baselined, By = "baseline", Reason = "known since 2026-01-01" },
            TestPostures.Result("GOV5001", "src/f.cs") with { Status = ResultStatus.Suppressed, By = "by #pragma", Reason = "" });
        posture = posture with
        {
            Identity = posture.Identity with { Folder = "apps/shop" },
            Rules =
            [
                Rule("GOV1001", Assessment.Fail, "2 findings", 1, 2),
                Rule("GOV1002", Assessment.Pass, "nothing found"),
                Rule("GOV1003", Assessment.Fail, "1 finding", 3),
                Rule("GOV1004", Assessment.Waived, "1 finding", 4),
                Rule("GOV1005", Assessment.Baselined, "1 finding", 5),
                Rule("GOV1008", Assessment.NotAssessed, "the policy has GOV1008 off"),
                Rule("GOV1009", Assessment.NotApplicable, "no infrastructure file deploys a model"),
                Rule("GOV5001", Assessment.Fail, "1 finding", 6),
            ],
            Requirements =
            [
                new RequirementEntry("plan", "this repository", Assessment.Pass),
                new RequirementEntry("plan", "this repository", Assessment.Fail),
                new RequirementEntry("risk", "system a", Assessment.NotApplicable) { NotApplicableReason = "No users (ann)" },
            ],
        };

        var lines = Cases(JUnitReport.Write(posture)).Select(c =>
            $"{c.Attribute("classname")!.Value}/{c.Attribute("name")!.Value}: {c.Elements().SingleOrDefault()?.Name.LocalName ?? "passed"} {c.Elements().SingleOrDefault()?.Attribute("message")!.Value} {c.Attribute("file")?.Value}:{c.Attribute("line")?.Value}");

        Assert.Equal(
        [
            "governance.Models/GOV1001 FloatingModelReference: failure Blocks. [p(1)] apps/shop/src/a.cs:12",
            "governance.Models/GOV1002 UnpinnableModelReference: passed  :",
            "governance.Models/GOV1003 IndeterminateModelReference: skipped 1 warning, which does not block apps/shop/src/c.cs:3",
            "governance.Models/GOV1004 RetiredModel: skipped 1 waived apps/shop/src/d.cs:1",
            "governance.Models/GOV1005 ModelRetiringSoon: skipped 1 in the baseline apps/shop/src/e.cs:1",
            "governance.Models/GOV1008 ModelNotAllowed: skipped not assessed: the policy has GOV1008 off :",
            "governance.Models/GOV1009 DeploymentAutoUpgrades: skipped not applicable: no infrastructure file deploys a model :",
            "governance.Operation/GOV5001 InferenceCallNotLogged: skipped 1 suppressed apps/shop/src/f.cs:1",
            "governance.Requirements/plan: this repository: passed  :",
            "governance.Requirements/plan: this repository (2): skipped evidence missing; another finding says why :",
            "governance.Requirements/risk: system a: skipped not applicable: No users (ann) :",
        ], lines);
    }

    [Fact]
    public void Many_findings_stay_below_what_GitLab_takes()
    {
        var xml = JUnitReport.Write(TestPostures.Big(100_000));

        Assert.InRange(xml.Length, 1, 30_000_000);
        Assert.Contains(Cases(xml), c => c.Value.Contains("more\n", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes() => Assert.Equal(JUnitReport.Write(TestPostures.Hostile()), JUnitReport.Write(TestPostures.Hostile()));

    private static RulePosture Rule(string id, Assessment state, string note, params int[] findings) => new(RuleCatalogue.Find(id)!, Severity.Error, state, note, findings);

    /// <summary>Reads strictly, checks the form and the sums.</summary>
    private static IReadOnlyList<XElement> Cases(string xml)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, XmlReader.Create(new StringReader(Schema)));
        var root = XDocument.Parse(xml);
        root.Validate(schemas, (_, e) => Assert.Fail(e.Message));
        foreach (var suite in root.Descendants("testsuite").Append(root.Root!))
        {
            Assert.Equal(suite.Descendants("testcase").Count(), (int)suite.Attribute("tests")!);
            Assert.Equal(suite.Descendants("failure").Count(), (int)suite.Attribute("failures")!);
            Assert.Equal(suite.Descendants("error").Count(), (int)suite.Attribute("errors")!);
            Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!);
        }

        var cases = root.Descendants("testcase").ToArray();
        Assert.Equal(cases.Length, cases.Select(c => (c.Attribute("classname")!.Value, c.Attribute("name")!.Value)).Distinct().Count());
        Assert.All(cases.SelectMany(c => c.Elements()), p => Assert.NotEqual("", p.Value.Trim()));
        return cases;
    }
}
