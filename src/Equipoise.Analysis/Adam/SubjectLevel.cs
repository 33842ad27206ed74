using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Exchange.Datasets;
using Equipoise.Conduct.Records;

namespace Equipoise.Analysis.Adam;

/// <summary>ADSL: a row for everybody who was randomized (ADaMIG 1.3, section 3.2), from DM and what became of them.</summary>
internal static class SubjectLevel
{
    private static readonly Dataset Columns = AdamTable.Columns(
        "ADSL", "Subject-Level Analysis Dataset",
        "STUDYID:Study Identifier", "USUBJID:Unique Subject Identifier", "SUBJID:Subject Identifier for the Study", "SITEID:Study Site Identifier", "COUNTRY:Country", "#AGE:Age", "AGEU:Age Units", "SEX:Sex",
        "RACE:Race", "ITTFL:Intent-To-Treat Population Flag", "SAFFL:Safety Population Flag", "ARM:Description of Planned Arm", "ACTARM:Description of Actual Arm", "TRT01P:Planned Treatment for Period 01",
        "TRT01A:Actual Treatment for Period 01", "STRATAR:Strata as Randomized", "@RANDDT:Date of Randomization", "@TRTSDT:Date of First Exposure to Treatment", "@TRTEDT:Date of Last Exposure to Treatment",
        "EOTSTT:End of Treatment Status", "@EOTDT:End of Treatment Date", "EOSSTT:End of Study Status", "@EOSDT:End of Study Date", "@DTHDT:Date of Death", "@LSTALVDT:Date Last Known Alive");

    /// <summary>Makes the rows.</summary>
    /// <param name="records">The study.</param>
    /// <param name="demographics">DM by participant.</param>
    public static AdamTable Of(StudyRecords records, IReadOnlyDictionary<string, IReadOnlyDictionary<string, object>> demographics) => new(
        Columns,
        [.. records.Allocations.OrderBy(one => one.Participant, StringComparer.Ordinal).Select(allocation =>
        {
            var person = demographics.GetValueOrDefault(allocation.Participant) ?? new Dictionary<string, object>(StringComparer.Ordinal);
            var ends = records.Dispositions[allocation.Participant].ToList();
            var treated = Day(person, "RFXSTDTC");
            var death = Last(ends, DispositionKind.Death) ?? Day(person, "DTHDTC");
            var left = death ?? Last(ends, DispositionKind.StudyEnd) ?? Last(ends, DispositionKind.Withdrawal);
            var stopped = Last(ends, DispositionKind.TreatmentEnd);
            var arm = records.Protocol.Design.Arms.FirstOrDefault(one => string.Equals(one.Code, allocation.Arm, StringComparison.Ordinal))?.Name ?? allocation.Arm;
            return Row(
                ("STUDYID", records.Study.Id), ("USUBJID", $"{records.Study.Id}-{allocation.Participant}"), ("SUBJID", allocation.Participant), ("SITEID", allocation.Site), ("COUNTRY", person.GetValueOrDefault("COUNTRY")),
                ("AGE", person.GetValueOrDefault("AGE")), ("AGEU", person.GetValueOrDefault("AGEU")), ("SEX", person.GetValueOrDefault("SEX")), ("RACE", person.GetValueOrDefault("RACE")), ("ITTFL", "Y"),
                ("SAFFL", treated is null ? "N" : "Y"), ("ARM", arm), ("ACTARM", treated is null ? null : arm), ("TRT01P", allocation.Arm), ("TRT01A", treated is null ? null : allocation.Arm), ("STRATAR", allocation.Stratum),
                ("RANDDT", allocation.RandomizedOn), ("TRTSDT", treated), ("TRTEDT", Day(person, "RFXENDTC")), ("EOTSTT", stopped is null ? "ONGOING" : "DISCONTINUED"), ("EOTDT", stopped),
                ("EOSSTT", left is null ? "ONGOING" : "DISCONTINUED"), ("EOSDT", left), ("DTHDT", death), ("LSTALVDT", Last(ends, DispositionKind.Alive)));
        })]);

    /// <summary>A row of pairs.</summary>
    public static IReadOnlyDictionary<string, object?> Row(params (string Name, object? Value)[] cells) => cells.ToDictionary(cell => cell.Name, cell => cell.Value, StringComparer.Ordinal);

    private static DateOnly? Last(List<DispositionEvent> ends, string kind) =>
        ends.Where(one => string.Equals(one.Kind, kind, StringComparison.Ordinal)).ToList() is { Count: > 0 } of ? kind is DispositionKind.Alive ? of.Max(one => one.OnDay) : of[^1].OnDay : null;

    private static DateOnly? Day(IReadOnlyDictionary<string, object> person, string variable) =>
        person.GetValueOrDefault(variable) is string { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
