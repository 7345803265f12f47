using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using GovernanceAnalyzers.Core.Text;
using GovernanceAnalyzers.Engine.Reports;

namespace GovernanceAnalyzers.Engine.Fleet;

/// <summary>A fleet as Parquet tables, for an organisation's own warehouse. Rows are sorted; only the page that is being written is in memory.</summary>
public static class FleetTables
{
    /// <param name="inputs">The folder that files of reports are relative to.</param>
    /// <param name="folder">Receives the tables.</param>
    /// <returns>The files, and what went wrong on the way.</returns>
    public static (IReadOnlyList<string> Files, IReadOnlyList<RecordedProblem> Problems) Write(FleetReport fleet, string inputs, string folder)
    {
        var problems = new List<RecordedProblem>();
        return ([
            Table(folder, "repositories.parquet", fleet.Repositories,
            [
                new ParquetText<FleetRepository>("repository", r => r.Report.Repository, isOptional: false),
                new ParquetText<FleetRepository>("commit", r => r.Report.Commit),
                new ParquetDate<FleetRepository>("evaluation_date", r => r.Report.EvaluationDate),
                new ParquetNumber<FleetRepository>("age_days", r => r.AgeDays),
                new ParquetFlag<FleetRepository>("may_ship", r => r.Report.MayShip),
                new ParquetText<FleetRepository>("not_known", r => r.Report.NotKnown),
                new ParquetNumber<FleetRepository>("blockers", r => r.Report.Blockers),
                new ParquetNumber<FleetRepository>("errors", r => r.Report.Errors),
                new ParquetNumber<FleetRepository>("warnings", r => r.Report.Warnings),
                new ParquetNumber<FleetRepository>("suggestions", r => r.Report.Suggestions),
                new ParquetNumber<FleetRepository>("systems", r => r.Report.Systems.Count),
                new ParquetNumber<FleetRepository>("models", r => r.Report.Models.Count),
                new ParquetText<FleetRepository>("policy", r => r.Report.PolicyName, isOptional: false),
                new ParquetText<FleetRepository>("policy_digest", r => r.Report.PolicyDigest),
                new ParquetText<FleetRepository>("profile", r => r.Report.Profile),
                new ParquetText<FleetRepository>("layers", r => string.Join(", ", r.Report.Layers.Select(l => (l.Name + " " + l.Version).Trim()))),
                new ParquetFlag<FleetRepository>("old_layers", r => r.OldLayers.Count > 0),
                new ParquetText<FleetRepository>("tool_version", r => r.Report.ToolVersion),
                new ParquetText<FleetRepository>("report", r => r.Report.File, isOptional: false),
                new ParquetText<FleetRepository>("report_sha256", r => r.Report.Sha256, isOptional: false),
            ]),
            Table(folder, "models.parquet", fleet.Models.SelectMany(m => m.Users.Select(u => (Model: m, User: u))),
            [
                new ParquetText<(FleetModel Model, FleetModelUser User)>("model", m => m.Model.Name, isOptional: false),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("provider", m => m.User.Model.Provider),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("reference", m => m.User.Model.Reference),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("repository", m => m.User.Repository, isOptional: false),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("systems", m => string.Join(", ", m.User.Model.Systems)),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("owner", m => m.User.Model.Owner),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("serves", m => m.User.Model.Serves),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("verdict", m => m.User.Model.Verdict),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("licence", m => m.User.Model.Licence),
                new ParquetDate<(FleetModel Model, FleetModelUser User)>("retires", m => m.Model.Retires),
                new ParquetText<(FleetModel Model, FleetModelUser User)>("replacement", m => m.Model.Replacement),
                new ParquetNumber<(FleetModel Model, FleetModelUser User)>("uses", m => m.User.Model.Uses),
            ]),
            Table(folder, "controls.parquet", fleet.Repositories.SelectMany(r => r.Report.Controls.Select(c => (r.Report.Repository, Control: c))),
            [
                new ParquetText<(string Repository, RecordedControl Control)>("repository", c => c.Repository, isOptional: false),
                new ParquetText<(string Repository, RecordedControl Control)>("control", c => c.Control.Id, isOptional: false),
                new ParquetText<(string Repository, RecordedControl Control)>("title", c => c.Control.Title),
                new ParquetText<(string Repository, RecordedControl Control)>("state", c => c.Control.State, isOptional: false),
            ]),
            Table(folder, "waivers.parquet", fleet.Waivers,
            [
                new ParquetText<FleetWaiver>("repository", w => w.Repository, isOptional: false),
                new ParquetText<FleetWaiver>("waiver", w => w.Waiver.Id, isOptional: false),
                new ParquetText<FleetWaiver>("rule", w => w.Waiver.Rule, isOptional: false),
                new ParquetText<FleetWaiver>("scope", w => w.Waiver.Scope),
                new ParquetText<FleetWaiver>("owner", w => w.Waiver.Owner),
                new ParquetText<FleetWaiver>("approved_by", w => w.Waiver.ApprovedBy),
                new ParquetText<FleetWaiver>("reason", w => w.Waiver.Reason),
                new ParquetDate<FleetWaiver>("expires", w => w.Waiver.Expires),
                new ParquetNumber<FleetWaiver>("days_left", w => w.DaysLeft),
                new ParquetNumber<FleetWaiver>("covers", w => w.Waiver.Covers),
            ]),
            Findings(fleet, inputs, folder, problems),
        ], problems);
    }

    /// <summary>All findings of all repositories do not fit into memory, so the reports that count are read once more, one after the other.</summary>
    private static string Findings(FleetReport fleet, string inputs, string folder, List<RecordedProblem> problems)
    {
        var path = Path.Combine(folder, "findings.parquet");
        AtomicFile.Write(path, stream =>
        {
            var table = new ParquetWriter<(string Repository, RecordedFinding Finding)>(stream,
            [
                new ParquetText<(string Repository, RecordedFinding Finding)>("repository", f => f.Repository, isOptional: false),
                new ParquetText<(string Repository, RecordedFinding Finding)>("fingerprint", f => f.Finding.Fingerprint),
                new ParquetText<(string Repository, RecordedFinding Finding)>("rule", f => f.Finding.Rule, isOptional: false),
                new ParquetText<(string Repository, RecordedFinding Finding)>("severity", f => f.Finding.Severity),
                new ParquetText<(string Repository, RecordedFinding Finding)>("status", f => f.Finding.Status, isOptional: false),
                new ParquetFlag<(string Repository, RecordedFinding Finding)>("blocks", f => f.Finding.Blocks),
                new ParquetText<(string Repository, RecordedFinding Finding)>("path", f => f.Finding.Place.Path),
                new ParquetNumber<(string Repository, RecordedFinding Finding)>("line", f => f.Finding.Place.Line),
                new ParquetText<(string Repository, RecordedFinding Finding)>("subject", f => f.Finding.Subject),
                new ParquetText<(string Repository, RecordedFinding Finding)>("model", f => f.Finding.Model),
                new ParquetText<(string Repository, RecordedFinding Finding)>("dataset", f => f.Finding.Dataset),
                new ParquetText<(string Repository, RecordedFinding Finding)>("requirement", f => f.Finding.Requirement),
                new ParquetText<(string Repository, RecordedFinding Finding)>("owner", f => f.Finding.Owner),
                new ParquetText<(string Repository, RecordedFinding Finding)>("systems", f => f.Finding.Systems),
                new ParquetText<(string Repository, RecordedFinding Finding)>("by", f => f.Finding.By),
                new ParquetText<(string Repository, RecordedFinding Finding)>("message", f => f.Finding.Message),
            ]);
            var reader = new RecordedReportReader(new TextPool());
            var rows = new List<RecordedFinding>();
            foreach (var repository in fleet.Repositories)
            {
                rows.Clear();
                var again = reader.Read(Path.Combine(inputs, repository.Report.File), out var problem, rows.Add);
                if (again is null || again.Sha256 != repository.Report.Sha256)
                {
                    problems.Add(problem ?? new RecordedProblem(
                        new(repository.Report.File), "The report changed while the fleet was read, so its findings are not in findings.parquet. Run it again."));
                    continue;
                }

                foreach (var row in rows)
                {
                    table.Add((repository.Report.Repository, row));
                }
            }

            table.Complete();
        });
        return path;
    }

    private static string Table<T>(string folder, string name, IEnumerable<T> rows, IReadOnlyList<ParquetColumn<T>> columns)
    {
        var path = Path.Combine(folder, name);
        AtomicFile.Write(path, stream =>
        {
            var table = new ParquetWriter<T>(stream, columns);
            foreach (var row in rows)
            {
                table.Add(row);
            }

            table.Complete();
        });
        return path;
    }
}
