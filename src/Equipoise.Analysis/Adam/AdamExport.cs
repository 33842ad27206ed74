using System.Globalization;
using System.Text;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Exchange.Csv;
using Equipoise.Conduct.Exchange.Datasets;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Records;

namespace Equipoise.Analysis.Adam;

/// <summary>Gives away the analysis data sets ADSL, ADTTE and ADRS, each as Dataset-JSON and as CSV, as of today.</summary>
/// <param name="exports">Tells the trail, and knows DM.</param>
/// <param name="reader">Reads the study.</param>
/// <param name="time">The clock.</param>
public sealed class AdamExport(StudyExports exports, StudyRecordsReader reader, TimeProvider time)
{
    /// <summary>Takes the data sets.</summary>
    /// <exception cref="Equipoise.Conduct.StepRefusedException">The actor may not, or there is no such study.</exception>
    public async Task<ExportFile> TakeAsync(Actor actor, string study, CancellationToken cancellation = default)
    {
        await exports.TellAsync(actor, study, ExportFormat.Adam, cancellation);
        return new ExportFile(exports.NameOf(study, ExportFormat.Adam), ExportFormat.Adam.ContentType, (output, giveUp) => WriteAsync(actor, study, output, giveUp));
    }

    private async Task WriteAsync(Actor actor, string study, Stream output, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var records = await reader.ReadAsync(actor, study, cancellation);
        var (demographics, head) = await exports.DemographicsAsync(actor, study, cancellation);
        var left = new List<string>();
        var tables = AdamDatasets.Derive(records, demographics, DateOnly.FromDateTime(now.UtcDateTime), left);
        await using var zip = await ExportArchive.BeginAsync(output, now, cancellation);
        await zip.AddAsync("README.txt", async file => await file.WriteAsync(Encoding.UTF8.GetBytes(Words(records, head, left, exports.IsSimulated)), cancellation), cancellation);
        foreach (var table in tables)
        {
            await zip.AddAsync($"{table.Dataset.Name.ToLowerInvariant()}.json", file => WriteJsonAsync(table, new DatasetFile(study, $"MDV.ADaMIG.1.3.{records.Protocol.Number}", now, now, StudySource.ProgramVersion, exports.IsSimulated), file, cancellation), cancellation);
            await zip.AddAsync($"{table.Dataset.Name.ToLowerInvariant()}.csv", file => CsvTable.WriteAsync(file, [.. table.Dataset.Columns.Select(column => column.Name)], table.Rows.Select(row => table.Dataset.Columns.Select(column => Text(row[column.Name])))), cancellation);
        }
    }

    private static async Task WriteJsonAsync(AdamTable table, DatasetFile about, Stream file, CancellationToken cancellation)
    {
        await using var json = new DatasetJson(table.Dataset);
        foreach (var row in table.Rows)
            json.Add(row.GetValueOrDefault);
        await json.WriteAsync(file, about, cancellation);
    }

    private static string? Text(object? value) => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string Words(StudyRecords records, long head, List<string> left, bool isSimulated) =>
        $"""
        {records.Study.Id}, {records.Study.Title}: ADSL, ADTTE and ADRS (ADaMIG 1.3) as Dataset-JSON 1.1.0 and CSV, as of entry {records.Head.Number} of the audit trail ({records.Head.Hash}).
        {(isSimulated ? $"{ExportFormat.Simulated}\n" : "")}{(head == records.Head.Number ? "" : $"Something was recorded meanwhile: what ADSL takes from DM is as of entry {head}.")}
        {ExportFormat.NotChecked}
        Times are derived as under "Analysis" (its data cuts freeze the same rows); SRCID names the entry that each rests on.
        ADRS is judged by RECIST 1.1 from the lesions that sites entered.{(left.Count == 0 ? "" : $" Left out, because observations contradict each other: {string.Join(" ", left)}")}

        """.ReplaceLineEndings("\r\n");
}
