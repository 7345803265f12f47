using System;
using System.Collections.Generic;
using System.Linq;
using GovernanceAnalyzers.Core.Text;

namespace GovernanceAnalyzers.Core.Sdks;

/// <summary>SDK entries as lines of the compiled policy. <c>sdk</c> opens an entry; the lines after it belong to it.</summary>
public static class SdkRecords
{
    public const string Sdk = "sdk";
    private const string Inference = "sdk.inference";
    private const string Model = "sdk.model";
    private const string Constant = "sdk.constant";
    private const string Logging = "sdk.logging";
    private const string Dataset = "sdk.dataset";
    private const string Setting = "sdk.setting";
    private const string Instruction = "sdk.instruction";
    private const string Artefact = "sdk.artefact";
    private const string Credential = "sdk.credential";
    private const string Tool = "sdk.tool";
    private const string Client = "sdk.client";

    public static bool IsSdkRecord(string recordType) => recordType == Sdk || recordType.StartsWith("sdk.", StringComparison.Ordinal);

    public static IEnumerable<string> Write(SdkEntry sdk)
    {
        yield return Record.Format(Sdk, sdk.Id, sdk.Provider, Record.JoinList(sdk.Assemblies), sdk.Source);
        foreach (var i in sdk.Inference)
        {
            yield return Record.Format(Inference, i.Type, Record.JoinList(i.Methods), i.Kind, i.Versions, i.Assembly);
        }

        foreach (var m in sdk.Models)
        {
            yield return Sink(Model, m) + "\t" + Record.Format(m.Provider);
        }

        foreach (var c in sdk.Constants)
        {
            var pairs = c.Values.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => new[] { p.Key, p.Value });
            yield return Record.Format([Constant, c.Type, c.Assembly, .. pairs]);
        }

        foreach (var l in sdk.Logging)
        {
            yield return Record.Format(
                Logging, l.Kind.ToString(), l.Type, Record.JoinList(l.Members), l.Versions, l.Assembly, Record.JoinList(l.Covers));
        }

        foreach (var d in sdk.Datasets)
        {
            yield return Record.Format(
                Dataset, d.Type, d.Member, d.Parameter, d.Kind, d.Versions, d.Assembly, d.WhenParameter, Record.JoinList(d.WhenMembers));
        }

        var sinks = sdk.Settings.Select(s => Sink(Setting, s))
            .Concat(sdk.Instructions.Select(i => Sink(Instruction, i)))
            .Concat(sdk.Artefacts.Select(a => Sink(Artefact, a)))
            .Concat(sdk.Credentials.Select(c => Sink(Credential, c)));
        foreach (var line in sinks)
        {
            yield return line;
        }

        foreach (var t in sdk.Tools)
        {
            yield return Record.Format(Tool, t.Type, Record.JoinList(t.Methods), t.Property, t.Kind, t.Versions, t.Assembly);
        }

        foreach (var c in sdk.Clients)
        {
            yield return Record.Format(
                Client, c.Type, Record.JoinList(c.Methods), c.Kind, c.Versions, c.Assembly, Record.JoinList(c.Services), c.Key, c.Provider, c.ModelKind);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote, entry after entry.</summary>
    public static IReadOnlyList<SdkEntry> Read(IEnumerable<string[]> records)
    {
        var sdks = new List<Builder>();
        foreach (var r in records)
        {
            if (r[0] == Sdk)
            {
                sdks.Add(new Builder(r[1], r[2], Record.SplitList(r[3]), r[4]));
                continue;
            }

            sdks[sdks.Count - 1].Add(r);
        }

        return sdks.ConvertAll(b => b.Build());
    }

    private static string Sink(string record, SdkSink s) =>
        Record.Format(record, s.Type, s.Member, s.Parameter, s.Property, s.Kind, s.Versions, s.Assembly);

    private sealed class Builder(string id, string provider, string[] assemblies, string source)
    {
        private readonly List<InferenceMethods> _inference = [];
        private readonly List<ModelSink> _models = [];
        private readonly List<ModelConstants> _constants = [];
        private readonly List<LoggingStep> _logging = [];
        private readonly List<DatasetLoad> _datasets = [];
        private readonly List<SdkSetting> _settings = [];
        private readonly List<InstructionSink> _instructions = [];
        private readonly List<ArtefactLoad> _artefacts = [];
        private readonly List<CredentialSink> _credentials = [];
        private readonly List<ToolMembers> _tools = [];
        private readonly List<ClientMembers> _clients = [];

        public void Add(string[] r)
        {
            switch (r[0])
            {
                case Inference:
                    _inference.Add(new InferenceMethods(r[1], Record.SplitList(r[2]), r[3], r[4], r[5]));
                    break;
                case Model:
                    _models.Add(new ModelSink(r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]));
                    break;
                case Constant:
                    var values = new Dictionary<string, string>(StringComparer.Ordinal);
                    for (var i = 3; i + 1 < r.Length; i += 2)
                    {
                        values[r[i]] = r[i + 1];
                    }

                    _constants.Add(new ModelConstants(r[1], values, r[2]));
                    break;
                case Logging:
                    var kind = (LoggingKind)Enum.Parse(typeof(LoggingKind), r[1]);
                    _logging.Add(new LoggingStep(kind, r[2], Record.SplitList(r[3]), r[4], r[5]) { Covers = Record.SplitList(r[6]) });
                    break;
                case Dataset:
                    _datasets.Add(new DatasetLoad(r[1], r[2], r[3], r[4], r[5], r[6])
                    {
                        WhenParameter = r[7],
                        WhenMembers = Record.SplitList(r[8]),
                    });
                    break;
                case Setting:
                    _settings.Add(new SdkSetting(r[1], r[2], r[3], r[4], r[5], r[6], r[7]));
                    break;
                case Instruction:
                    _instructions.Add(new InstructionSink(r[1], r[2], r[3], r[4], r[5], r[6], r[7]));
                    break;
                case Artefact:
                    _artefacts.Add(new ArtefactLoad(r[1], r[2], r[3], r[4], r[5], r[6], r[7]));
                    break;
                case Credential:
                    _credentials.Add(new CredentialSink(r[1], r[2], r[3], r[4], r[5], r[6], r[7]));
                    break;
                case Tool:
                    _tools.Add(new ToolMembers(r[1], Record.SplitList(r[2]), r[3], r[4], r[5], r[6]));
                    break;
                case Client:
                    _clients.Add(new ClientMembers(r[1], Record.SplitList(r[2]), r[3], r[4], r[5])
                    {
                        Services = Record.SplitList(r[6]),
                        Key = r[7],
                        Provider = r[8],
                        ModelKind = r[9],
                    });
                    break;
            }
        }

        public SdkEntry Build() => new(id, provider, assemblies)
        {
            Inference = _inference,
            Models = _models,
            Constants = _constants,
            Logging = _logging,
            Datasets = _datasets,
            Settings = _settings,
            Instructions = _instructions,
            Artefacts = _artefacts,
            Credentials = _credentials,
            Tools = _tools,
            Clients = _clients,
            Source = source,
        };
    }
}
