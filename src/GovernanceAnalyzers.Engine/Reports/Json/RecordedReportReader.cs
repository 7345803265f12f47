using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using GovernanceAnalyzers.Core.Findings;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Engine.Reports;

/// <summary>
/// Reads what <see cref="JsonReport"/> wrote, of this version or a newer one, whose additions it passes over. Nothing is built of a file
/// but what is kept of it. What is wrong with a file is said at its line. For one thread; <paramref name="texts"/> may be shared.
/// </summary>
public sealed class RecordedReportReader(TextPool texts)
{
    /// <summary>Far more than 5,000 findings take.</summary>
    public const int MaximumBytes = 1 << 27;

    private const int MaximumControls = 10_000;

    /// <summary>Many repositories are in the same few states.</summary>
    private readonly Dictionary<RecordedControl, RecordedControl> _controls = [];

    private byte[] _buffer = [];

    /// <summary>Null when it cannot be relied on; <paramref name="problem"/> then says why.</summary>
    /// <param name="findings">Receives each finding, in order; null when nobody wants them.</param>
    public RecordedReport? Read(string file, out RecordedProblem? problem, Action<RecordedFinding>? findings = null)
    {
        problem = null;
        if (Load(file, out var why) is not { } length)
        {
            problem = new RecordedProblem(new SourcePlace(file), why);
            return null;
        }

        return Parse(file, new ArraySegment<byte>(_buffer, 0, length), out problem, findings);
    }

    /// <summary>The same for what is in memory.</summary>
    public RecordedReport? Parse(string file, ArraySegment<byte> bytes, out RecordedProblem? problem, Action<RecordedFinding>? findings = null)
    {
        problem = null;
        var content = bytes.AsSpan();
        if (content.StartsWith("\uFEFF"u8))
        {
            content = content.Slice(3);
        }

        var json = new Utf8JsonReader(content, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Disallow });
        try
        {
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw new NotAsExpectedException("This is not a report: an object is expected.");
            }

            var report = Report(ref json, new RecordedReport(file, Sha256(bytes)), findings);
            // Nothing may come after it; this throws where something does.
            json.Read();
            return report;
        }
        catch (JsonException e)
        {
            problem = new RecordedProblem(
                new SourcePlace(file, (int)Math.Min(int.MaxValue, (e.LineNumber ?? 0) + 1), (int)Math.Min(int.MaxValue, (e.BytePositionInLine ?? 0) + 1)),
                "This is not valid JSON, so nothing is known about its repository. Was it written to the end? Let 'governance report' write it again.");
        }
        catch (NotAsExpectedException e)
        {
            problem = new RecordedProblem(At(file, content, json.TokenStartIndex), e.Message);
        }
        catch (InvalidOperationException)
        {
            // Text that is no Unicode.
            problem = new RecordedProblem(At(file, content, json.TokenStartIndex), "This text is not valid UTF-8, so the report cannot be relied on. Let 'governance report' write it again.");
        }

        return null;
    }

    private static SourcePlace At(string file, ReadOnlySpan<byte> content, long offset)
    {
        var (line, column) = (1, 1);
        foreach (var b in content.Slice(0, (int)Math.Min(offset, content.Length)))
        {
            (line, column) = b == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return new SourcePlace(file, line, column);
    }

    private static string Sha256(ArraySegment<byte> bytes)
    {
        using var sha = SHA256.Create();
        return Sha256Text.Hex(sha.ComputeHash(bytes.Array!, bytes.Offset, bytes.Count));
    }

    private int? Load(string file, out string problem)
    {
        problem = "";
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
            {
                problem = "The file does not exist.";
            }
            else if (info.Length > MaximumBytes)
            {
                problem = $"The file has {info.Length} bytes; at most {MaximumBytes} are read. It is not what 'governance report' writes.";
            }
            else if (info.Length == 0)
            {
                problem = "The file is empty.";
            }
            else
            {
                if (_buffer.Length < info.Length)
                {
                    _buffer = new byte[Math.Max(1 << 18, (int)info.Length + (int)info.Length / 4)];
                }

                using var stream = RegularFile.Open(file);
                return RegularFile.Fill(stream, _buffer);
            }
        }
        catch (Exception e) when (RegularFile.IsExpected(e))
        {
            problem = $"The file cannot be read: {e.Message}";
        }

        return null;
    }

    private RecordedReport Report(ref Utf8JsonReader json, RecordedReport report, Action<RecordedFinding>? findings)
    {
        var version = "";
        var isDated = false;
        while (Next(ref json))
        {
            if (json.ValueTextEquals("schemaVersion"u8))
            {
                version = Text(ref json);
                if (version != JsonReport.SchemaVersion)
                {
                    throw new NotAsExpectedException(
                        $"The report has the schema version '{Excerpt.Of(version)}', and this version of governance reads '{JsonReport.SchemaVersion}'. Let both be the same version.");
                }
            }
            else if (json.ValueTextEquals("toolVersion"u8))
            {
                report = report with { ToolVersion = Text(ref json) };
            }
            else if (json.ValueTextEquals("evaluationDate"u8))
            {
                report = report with { EvaluationDate = Date(ref json) };
                isDated = true;
            }
            else if (json.ValueTextEquals("repository"u8))
            {
                report = Repository(ref json, report);
            }
            else if (json.ValueTextEquals("policy"u8))
            {
                report = Policy(ref json, report);
            }
            else if (json.ValueTextEquals("summary"u8))
            {
                report = Summary(ref json, report);
            }
            else if (json.ValueTextEquals("systems"u8))
            {
                var systems = new List<RecordedSystem>();
                Begin(ref json, JsonTokenType.StartArray);
                while (NextObject(ref json))
                {
                    systems.Add(System(ref json));
                }

                report = report with { Systems = systems.ToArray() };
            }
            else if (json.ValueTextEquals("controls"u8))
            {
                var controls = new List<RecordedControl>();
                Begin(ref json, JsonTokenType.StartArray);
                while (NextObject(ref json))
                {
                    controls.Add(Control(ref json));
                }

                report = report with { Controls = controls.ToArray() };
            }
            else if (json.ValueTextEquals("models"u8))
            {
                var models = new List<RecordedModel>();
                Begin(ref json, JsonTokenType.StartArray);
                while (NextObject(ref json))
                {
                    models.Add(Model(ref json));
                }

                report = report with { Models = models.ToArray() };
            }
            else if (json.ValueTextEquals("waivers"u8))
            {
                var waivers = new List<RecordedWaiver>();
                Begin(ref json, JsonTokenType.StartArray);
                while (NextObject(ref json))
                {
                    waivers.Add(Waiver(ref json));
                }

                report = report with { Waivers = waivers.ToArray() };
            }
            else if (json.ValueTextEquals("findings"u8))
            {
                report = report with { Rules = Findings(ref json, findings) };
            }
            else
            {
                json.Skip();
            }
        }

        return version.Length == 0 ? throw new NotAsExpectedException("This is not a report: it says no 'schemaVersion'.")
            : !isDated ? throw new NotAsExpectedException("The report says no 'evaluationDate', so nobody knows how old it is. Let 'governance report' write it again.")
            : report;
    }

    private RecordedReport Repository(ref Utf8JsonReader json, RecordedReport report)
    {
        Begin(ref json, JsonTokenType.StartObject);
        while (Next(ref json))
        {
            if (json.ValueTextEquals("name"u8))
            {
                report = report with { Repository = Text(ref json) };
            }
            else if (json.ValueTextEquals("commit"u8))
            {
                report = report with { Commit = Text(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        return report.Repository.Trim().Length == 0 ? throw new NotAsExpectedException("The report names no repository. Let 'governance report' write it again.") : report;
    }

    private RecordedReport Policy(ref Utf8JsonReader json, RecordedReport report)
    {
        Begin(ref json, JsonTokenType.StartObject);
        while (Next(ref json))
        {
            if (json.ValueTextEquals("name"u8))
            {
                report = report with { PolicyName = Text(ref json) };
            }
            else if (json.ValueTextEquals("file"u8))
            {
                report = report with { PolicyFile = Text(ref json) };
            }
            else if (json.ValueTextEquals("digest"u8))
            {
                report = report with { PolicyDigest = Text(ref json) };
            }
            else if (json.ValueTextEquals("failOn"u8))
            {
                report = report with { FailOn = Text(ref json) };
            }
            else if (json.ValueTextEquals("profile"u8))
            {
                report = report with { Profile = Text(ref json) };
            }
            else if (json.ValueTextEquals("sha256"u8))
            {
                report = report with { PolicySha256 = Text(ref json) };
            }
            else if (json.ValueTextEquals("layers"u8))
            {
                var layers = new List<RecordedLayer>();
                Begin(ref json, JsonTokenType.StartArray);
                while (NextObject(ref json))
                {
                    var layer = new RecordedLayer("", "", "");
                    while (Next(ref json))
                    {
                        if (json.ValueTextEquals("layer"u8))
                        {
                            layer = layer with { Name = Text(ref json) };
                        }
                        else if (json.ValueTextEquals("version"u8))
                        {
                            layer = layer with { Version = Text(ref json) };
                        }
                        else if (json.ValueTextEquals("sha256"u8))
                        {
                            layer = layer with { Sha256 = Text(ref json) };
                        }
                        else
                        {
                            json.Skip();
                        }
                    }

                    layers.Add(layer);
                }

                report = report with { Layers = layers.ToArray() };
            }
            else
            {
                json.Skip();
            }
        }

        return report;
    }

    private RecordedReport Summary(ref Utf8JsonReader json, RecordedReport report)
    {
        Begin(ref json, JsonTokenType.StartObject);
        while (Next(ref json))
        {
            if (json.ValueTextEquals("mayShip"u8))
            {
                report = report with { MayShip = Flag(ref json) };
            }
            else if (json.ValueTextEquals("notKnown"u8))
            {
                report = report with { NotKnown = Text(ref json) };
            }
            else if (json.ValueTextEquals("blockers"u8))
            {
                report = report with { Blockers = CountOf(ref json) };
            }
            else if (json.ValueTextEquals("errors"u8))
            {
                report = report with { Errors = Number(ref json) };
            }
            else if (json.ValueTextEquals("warnings"u8))
            {
                report = report with { Warnings = Number(ref json) };
            }
            else if (json.ValueTextEquals("suggestions"u8))
            {
                report = report with { Suggestions = Number(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        return report;
    }

    private RecordedSystem System(ref Utf8JsonReader json)
    {
        var system = new RecordedSystem("", "", "", "", "", false, 0);
        while (Next(ref json))
        {
            if (json.ValueTextEquals("id"u8))
            {
                system = system with { Id = Text(ref json) };
            }
            else if (json.ValueTextEquals("title"u8))
            {
                system = system with { Title = Text(ref json) };
            }
            else if (json.ValueTextEquals("riskTier"u8))
            {
                system = system with { Tier = Text(ref json) };
            }
            else if (json.ValueTextEquals("owner"u8))
            {
                system = system with { Owner = Text(ref json) };
            }
            else if (json.ValueTextEquals("state"u8))
            {
                system = system with { State = State(ref json) };
            }
            else if (json.ValueTextEquals("mayShip"u8))
            {
                system = system with { MayShip = Flag(ref json) };
            }
            else if (json.ValueTextEquals("blockers"u8))
            {
                system = system with { Blockers = CountOf(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        return system;
    }

    private RecordedControl Control(ref Utf8JsonReader json)
    {
        var control = new RecordedControl("", "", "");
        while (Next(ref json))
        {
            if (json.ValueTextEquals("id"u8))
            {
                control = control with { Id = Text(ref json) };
            }
            else if (json.ValueTextEquals("title"u8))
            {
                control = control with { Title = Text(ref json) };
            }
            else if (json.ValueTextEquals("state"u8))
            {
                control = control with { State = State(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        if (_controls.TryGetValue(control, out var known))
        {
            return known;
        }

        if (_controls.Count < MaximumControls)
        {
            _controls.Add(control, control);
        }

        return control;
    }

    private RecordedModel Model(ref Utf8JsonReader json)
    {
        var model = new RecordedModel("");
        while (Next(ref json))
        {
            if (json.ValueTextEquals("name"u8))
            {
                model = model with { Name = Text(ref json) };
            }
            else if (json.ValueTextEquals("provider"u8))
            {
                model = model with { Provider = Text(ref json) };
            }
            else if (json.ValueTextEquals("reference"u8))
            {
                model = model with { Reference = Text(ref json) };
            }
            else if (json.ValueTextEquals("registerId"u8))
            {
                model = model with { RegisterId = Text(ref json) };
            }
            else if (json.ValueTextEquals("owner"u8))
            {
                model = model with { Owner = Text(ref json) };
            }
            else if (json.ValueTextEquals("verdict"u8))
            {
                model = model with { Verdict = Text(ref json) };
            }
            else if (json.ValueTextEquals("serves"u8))
            {
                model = model with { Serves = Text(ref json) };
            }
            else if (json.ValueTextEquals("licence"u8))
            {
                model = model with { Licence = Text(ref json) };
            }
            else if (json.ValueTextEquals("retires"u8))
            {
                model = model with { Retires = Date(ref json) };
            }
            else if (json.ValueTextEquals("replacement"u8))
            {
                model = model with { Replacement = Text(ref json) };
            }
            else if (json.ValueTextEquals("systems"u8))
            {
                model = model with { Systems = Texts(ref json) };
            }
            else if (json.ValueTextEquals("uses"u8))
            {
                var (count, first) = (0, "");
                Begin(ref json, JsonTokenType.StartArray);
                while (NextObject(ref json))
                {
                    var place = new SourcePlace("");
                    while (Next(ref json))
                    {
                        if (!TryPlace(ref json, ref place))
                        {
                            json.Skip();
                        }
                    }

                    first = count++ == 0 ? place.ToString() : first;
                }

                model = model with { Uses = count, FirstUse = first };
            }
            else
            {
                json.Skip();
            }
        }

        return model.Name.Length == 0 ? throw new NotAsExpectedException("A model without a name. Let 'governance report' write the report again.") : model;
    }

    private RecordedWaiver Waiver(ref Utf8JsonReader json)
    {
        var waiver = new RecordedWaiver("", "", "", "", "", default, "", 0);
        var isDated = false;
        while (Next(ref json))
        {
            if (json.ValueTextEquals("id"u8))
            {
                waiver = waiver with { Id = Text(ref json) };
            }
            else if (json.ValueTextEquals("rule"u8))
            {
                waiver = waiver with { Rule = Text(ref json) };
            }
            else if (json.ValueTextEquals("path"u8))
            {
                Scope(ref json, "path");
            }
            else if (json.ValueTextEquals("model"u8))
            {
                Scope(ref json, "model");
            }
            else if (json.ValueTextEquals("symbol"u8))
            {
                Scope(ref json, "symbol");
            }
            else if (json.ValueTextEquals("dataset"u8))
            {
                Scope(ref json, "dataset");
            }
            else if (json.ValueTextEquals("requirement"u8))
            {
                Scope(ref json, "requirement");
            }
            else if (json.ValueTextEquals("owner"u8))
            {
                waiver = waiver with { Owner = Text(ref json) };
            }
            else if (json.ValueTextEquals("approvedBy"u8))
            {
                waiver = waiver with { ApprovedBy = Text(ref json) };
            }
            else if (json.ValueTextEquals("expires"u8))
            {
                waiver = waiver with { Expires = Date(ref json) };
                isDated = true;
            }
            else if (json.ValueTextEquals("reason"u8))
            {
                waiver = waiver with { Reason = Text(ref json) };
            }
            else if (json.ValueTextEquals("findings"u8))
            {
                waiver = waiver with { Covers = CountOf(ref json) };
            }
            else
            {
                json.Skip();
            }
        }

        return isDated ? waiver : throw new NotAsExpectedException("A waiver without 'expires'. Let 'governance report' write the report again.");

        void Scope(ref Utf8JsonReader json, string kind) =>
            waiver = waiver with { Scope = (waiver.Scope.Length > 0 ? waiver.Scope + ", " : "") + kind + " " + Text(ref json) };
    }

    private IReadOnlyList<RecordedRule> Findings(ref Utf8JsonReader json, Action<RecordedFinding>? each)
    {
        var rules = new Dictionary<string, RecordedRule>(StringComparer.Ordinal);
        Begin(ref json, JsonTokenType.StartArray);
        while (NextObject(ref json))
        {
            var finding = new RecordedFinding("", "", "", new SourcePlace(""), "");
            string rule = "", status = "", owner = "", severity = "", message = "";
            var blocks = false;
            var place = finding.Place;
            while (Next(ref json))
            {
                if (json.ValueTextEquals("rule"u8))
                {
                    rule = Text(ref json);
                }
                else if (json.ValueTextEquals("status"u8))
                {
                    status = Word(ref json, JsonReport.Statuses, "status of a finding");
                }
                else if (json.ValueTextEquals("blocks"u8))
                {
                    blocks = Flag(ref json);
                }
                else if (each is null)
                {
                    json.Skip();
                }
                else if (json.ValueTextEquals("severity"u8))
                {
                    severity = Word(ref json, JsonReport.Severities, "severity");
                }
                else if (json.ValueTextEquals("owner"u8))
                {
                    owner = Text(ref json);
                }
                else if (json.ValueTextEquals("message"u8))
                {
                    message = Text(ref json);
                }
                else if (json.ValueTextEquals("subject"u8))
                {
                    finding = finding with { Subject = Text(ref json) };
                }
                else if (json.ValueTextEquals("model"u8))
                {
                    finding = finding with { Model = Text(ref json) };
                }
                else if (json.ValueTextEquals("dataset"u8))
                {
                    finding = finding with { Dataset = Text(ref json) };
                }
                else if (json.ValueTextEquals("requirement"u8))
                {
                    finding = finding with { Requirement = Text(ref json) };
                }
                else if (json.ValueTextEquals("by"u8))
                {
                    finding = finding with { By = Text(ref json) };
                }
                else if (json.ValueTextEquals("fingerprint"u8))
                {
                    finding = finding with { Fingerprint = Text(ref json) };
                }
                else if (json.ValueTextEquals("systems"u8))
                {
                    finding = finding with { Systems = string.Join(", ", Texts(ref json)) };
                }
                else if (!TryPlace(ref json, ref place))
                {
                    json.Skip();
                }
            }

            if (rule.Length == 0 || status.Length == 0)
            {
                throw new NotAsExpectedException("A finding without 'rule' or 'status'. Let 'governance report' write the report again.");
            }

            each?.Invoke(finding with { Rule = rule, Severity = severity, Status = status, Place = place, Message = message, Owner = owner, Blocks = blocks });
            var counts = rules.TryGetValue(rule, out var known) ? known : new RecordedRule(rule, 0, 0, 0, 0, 0);
            rules[rule] = counts with
            {
                Open = counts.Open + (status == "open" ? 1 : 0),
                Waived = counts.Waived + (status == "waived" ? 1 : 0),
                Suppressed = counts.Suppressed + (status == "suppressed" ? 1 : 0),
                Baselined = counts.Baselined + (status == "baselined" ? 1 : 0),
                Blocking = counts.Blocking + (blocks ? 1 : 0),
            };
        }

        return rules.Values.OrderBy(r => r.Rule, StringComparer.Ordinal).ToArray();
    }

    private bool TryPlace(ref Utf8JsonReader json, ref SourcePlace place)
    {
        if (json.ValueTextEquals("path"u8))
        {
            place = place with { Path = Text(ref json) };
        }
        else if (json.ValueTextEquals("line"u8))
        {
            place = place with { Line = Number(ref json) };
        }
        else if (json.ValueTextEquals("column"u8))
        {
            place = place with { Column = Number(ref json) };
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>To the next member of an object; false at its end.</summary>
    private static bool Next(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>To the next object of a list; false at its end.</summary>
    private static bool NextObject(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.EndArray => false,
            _ => throw new NotAsExpectedException("An object is expected here. Let 'governance report' write the report again."),
        };
    }

    private static void Begin(ref Utf8JsonReader json, JsonTokenType type)
    {
        json.Read();
        if (json.TokenType != type)
        {
            throw new NotAsExpectedException($"{(type == JsonTokenType.StartArray ? "A list" : "An object")} is expected here. Let 'governance report' write the report again.");
        }
    }

    private string Text(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String
            ? texts.One(json.GetString()!)
            : throw new NotAsExpectedException("A text is expected here. Let 'governance report' write the report again.");
    }

    private string[] Texts(ref Utf8JsonReader json)
    {
        Begin(ref json, JsonTokenType.StartArray);
        var found = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            found.Add(json.TokenType == JsonTokenType.String
                ? texts.One(json.GetString()!)
                : throw new NotAsExpectedException("A text is expected here. Let 'governance report' write the report again."));
        }

        return found.ToArray();
    }

    private string Word(ref Utf8JsonReader json, string[] words, string what)
    {
        var word = Text(ref json);
        return words.Contains(word, StringComparer.Ordinal)
            ? word
            : throw new NotAsExpectedException($"'{Excerpt.Of(word)}' is no {what}; there are {string.Join(", ", words)}.");
    }

    private string State(ref Utf8JsonReader json) => Word(ref json, JsonReport.States, "state");

    private static bool Flag(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw new NotAsExpectedException("true or false is expected here. Let 'governance report' write the report again."),
        };
    }

    private static int Number(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) && number >= 0
            ? number
            : throw new NotAsExpectedException("A whole number is expected here. Let 'governance report' write the report again.");
    }

    private static int CountOf(ref Utf8JsonReader json)
    {
        Begin(ref json, JsonTokenType.StartArray);
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            json.Skip();
            count++;
        }

        return count;
    }

    private CalendarDate Date(ref Utf8JsonReader json)
    {
        var text = Text(ref json);
        return CalendarDate.TryParse(text, out var date) ? date : throw new NotAsExpectedException($"'{Excerpt.Of(text)}' is not a date of the form yyyy-MM-dd.");
    }

    private sealed class NotAsExpectedException(string message) : Exception(message);
}

/// <summary>One copy of texts that thousands of reports repeat: names of models, rules, owners. Texts that are long or too many are left as they are.</summary>
public sealed class TextPool
{
    private const int MaximumLength = 200;

    private const int MaximumCount = 200_000;

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private int _count;

    public string One(string text)
    {
        if (text.Length > MaximumLength)
        {
            return text;
        }

        if (_texts.TryGetValue(text, out var known))
        {
            return known;
        }

        // Counting exactly would cost a lock; one too many does no harm.
        return _count < MaximumCount && ++_count > 0 ? _texts.GetOrAdd(text, text) : text;
    }
}
