using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>Enters a laboratory's results into the protocol's forms. What is on record already stays as it is, so that a file sent twice changes
/// nothing the second time.</summary>
/// <param name="store">The conduct database.</param>
public sealed class LaboratoryImport(ConductStore store)
{
    private const int LongestName = 200;

    /// <summary>Enters results.</summary>
    /// <param name="actor">Who does; only results of participants whose data they may enter are taken.</param>
    /// <param name="study">The study.</param>
    /// <param name="text">The file: FHIR JSON where it begins with a brace, else CSV.</param>
    /// <param name="name">What the file is called, for the reason that the trail gives.</param>
    /// <param name="mode">What is kept of a file in which something is wrong.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may enter data nowhere, there is no such study, or the file cannot be read at all.</exception>
    public async Task<ImportReport> ImportAsync(Actor actor, string study, string text, string name, ImportMode mode, CancellationToken cancellation = default)
    {
        if (!actor.MaySomewhere(Permission.EnterData))
            actor.Demand(Permission.EnterData, site: null);
        if (name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl))
            throw StepRefusedException.Invalid("import-name", $"Name the file, in at most {LongestName} letters.");
        var results = text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("{") ? ResultBundle.Read(text) : ResultTable.Read(text);
        var batch = new ImportBatch(actor, study, results, $"Laboratory import of {name.Trim()}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (mode == ImportMode.Rows)
        {
            var report = new ImportReport(WasKept: true, await batch.RunAsync(store, cancellation));
            await TellAsync(store, actor, study, name.Trim(), hash, report, cancellation);
            return report;
        }

        try
        {
            return await store.TogetherAsync(
                async together =>
                {
                    var report = new ImportReport(WasKept: true, await batch.RunAsync(together, cancellation));
                    if (mode == ImportMode.Check || report.Count(ImportedResult.Refused) > 0)
                        throw new NotKeptException(report with { WasKept = false });
                    await TellAsync(together, actor, study, name.Trim(), hash, report, cancellation);
                    return report;
                },
                cancellation);
        }
        catch (NotKeptException notKept)
        {
            return notKept.Report;
        }
    }

    // Each entry has told the trail of itself; this says that they came from one file, and which.
    private static Task TellAsync(ConductStore store, Actor actor, string study, string name, string hash, ImportReport report, CancellationToken cancellation) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                if (report.Count(ImportedResult.Entered) == 0)
                {
                    change.NothingToDo();
                    return true;
                }

                change.Tell(new AuditFact("laboratory.import", $"laboratory-import/{hash}")
                {
                    ProtocolVersion = (await change.StudyAsync(study)).ProtocolVersion,
                    Changes =
                    [
                        new("file", null, name), new("sha256", null, hash),
                        .. new[] { ImportedResult.Entered, ImportedResult.Unchanged, ImportedResult.Refused }.Select(outcome => new AuditChange(outcome, null, report.Count(outcome).ToString(CultureInfo.InvariantCulture))),
                    ],
                });
                return true;
            },
            cancellation);

    // Undoes the transaction that a report was made in.
    private sealed class NotKeptException(ImportReport report) : Exception("The import was not kept.")
    {
        public ImportReport Report { get; } = report;
    }
}
