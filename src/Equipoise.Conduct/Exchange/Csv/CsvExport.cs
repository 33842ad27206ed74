using System.Text;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;

namespace Equipoise.Conduct.Exchange.Csv;

/// <summary>A study as tables: one for each form, with the participant, visit and state of each entry, and a data dictionary.</summary>
internal static class CsvExport
{
    public static async Task WriteAsync(StudySource source, Stream output, CancellationToken cancellation)
    {
        await using var zip = await ExportArchive.BeginAsync(output, source.At, cancellation);
        await AddAsync(zip, "README.txt", file => file.WriteAsync(Words(source)), cancellation);
        await AddAsync(zip, "dictionary.csv", file => DataDictionary.WriteAsync(source, file), cancellation);
        await AddAsync(zip, "participants.csv", file => StepTables.WriteParticipantsAsync(source, file, cancellation), cancellation);
        await AddAsync(zip, "consents.csv", file => StepTables.WriteConsentsAsync(source, file, cancellation), cancellation);
        await AddAsync(zip, "dispositions.csv", file => StepTables.WriteDispositionsAsync(source, file, cancellation), cancellation);
        await AddAsync(zip, "decisions.csv", file => StepTables.WriteDecisionsAsync(source, file, cancellation), cancellation);
        await AddAsync(zip, "signatures.csv", file => StepTables.WriteSignaturesAsync(source, file, cancellation), cancellation);
        await AddAsync(zip, "deviations.csv", file => StepTables.WriteDeviationsAsync(source, file, cancellation), cancellation);
        if (source.ShowsArms)
            await AddAsync(zip, "allocations.csv", file => StepTables.WriteAllocationsAsync(source, file, cancellation), cancellation);
        foreach (var form in StudyForm.AllOf(source))
            await AddAsync(zip, $"form-{form.Code}.csv", file => WriteFormAsync(source, form, file, cancellation), cancellation);
    }

    private static Task AddAsync(ExportArchive zip, string name, Func<TextWriter, Task> write, CancellationToken cancellation) => zip.AddAsync(
        name,
        async stream =>
        {
            await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            await write(text);
        },
        cancellation);

    private static async Task WriteFormAsync(StudySource source, StudyForm form, TextWriter file, CancellationToken cancellation)
    {
        IEnumerable<string?> arm = source.ShowsArms ? ["armCode"] : [];
        await CsvRows.WriteAsync(
            file,
            [
                "studyId", "siteId", "participantId", .. arm, "visitCode", "visitCount", "entryId", "entryDay", "entryStatus", "isVerified", "isFrozen", "isLocked", "entryVersion",
                .. form.Fields.Select(field => field.Code),
            ]);
        await foreach (var participant in source.EachAsync(form.Code, cancellation: cancellation))
        {
            foreach (var entry in participant.File.Entries)
                await CsvRows.WriteAsync(file, Row(source, form, participant, entry));
        }
    }

    private static IEnumerable<string?> Row(StudySource source, StudyForm form, ParticipantRecords participant, FormEntry entry)
    {
        var answers = entry.Values();
        IEnumerable<string?> arm = source.ShowsArms ? [participant.Arm] : [];
        return
        [
            source.Study.Id, participant.File.Site.Code, participant.File.Participant.Code, .. arm, entry.Visit, CsvRows.Number(entry.VisitCount), entry.Id, CsvRows.Day(entry.RecordedOn),
            entry.Status, YesNo(entry.Verified), YesNo(entry.Frozen), YesNo(entry.Locked), CsvRows.Number(entry.Version),
            .. form.Fields.Select(field => answers.GetValueOrDefault(field.Code)),
        ];
    }

    private static string YesNo(long mark) => mark != 0 ? "Y" : "N";

    private static string Words(StudySource source) =>
        $"""
        {source.Study.Id}, {source.Study.Title}: data as of {source.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, entry {source.Head.Number} of the audit trail ({source.Head.Hash}).

        {(source.IsSimulated ? $"{ExportFormat.Simulated}\n" : "")}Tables are CSV (RFC 4180) in UTF-8, rows end with CR LF. dictionary.csv explains each column of the forms' tables.
        A value that a spreadsheet would take for a formula has an apostrophe in front; take one away to get what was entered.
        An entry whose entryStatus is struck was entered in error: it is kept, and does not count.
        {(source.ShowsArms ? "The arm of each participant is in these files." : "The arm of each participant is not in these files: whoever took them may not see it.")} Unused allocations are nowhere.

        """.ReplaceLineEndings("\r\n");
}
