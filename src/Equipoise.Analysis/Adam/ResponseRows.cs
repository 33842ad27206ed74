using System.Globalization;
using Equipoise.Conduct.Exchange.Datasets;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Analysis.Adam;

/// <summary>ADRS: the overall response at each assessment and the best one, by RECIST 1.1 from what was seen of lesions (as pharmaverse's admiralonco
/// names the parameters: OVR, BOR).</summary>
internal static class ResponseRows
{
    private static readonly Dataset Columns = AdamTable.Columns(
        "ADRS", "Tumor Response Analysis Dataset",
        "STUDYID:Study Identifier", "USUBJID:Unique Subject Identifier", "SUBJID:Subject Identifier for the Study", "SITEID:Study Site Identifier", "TRT01P:Planned Treatment for Period 01",
        "PARAMCD:Parameter Code", "PARAM:Parameter", "#ASEQ:Analysis Sequence Number", "@ADT:Analysis Date", "#ADY:Analysis Relative Day", "AVALC:Analysis Value (C)", "ANL01FL:Analysis Flag 01", "SRCDOM:Source Data");

    /// <summary>Judges the assessments of everybody who was randomized.</summary>
    /// <param name="records">The study.</param>
    /// <param name="left">Takes a sentence about each participant whose observations contradict each other.</param>
    public static AdamTable Of(StudyRecords records, ICollection<string> left)
    {
        var rows = new List<IReadOnlyDictionary<string, object?>>();
        if (records.Protocol.Design is { TumorResponse: { } rules } design && LesionEntries.Of(design) is { } lesions)
        {
            foreach (var allocation in records.Allocations.OrderBy(one => one.Participant, StringComparer.Ordinal))
            {
                try
                {
                    if (lesions.Read(records.Entries[allocation.Participant]) is { Count: > 0 } seen)
                        rows.AddRange(Rows(records.Study.Id, allocation, Recist.Assess(seen), rules.MinimumStableDays, rules.ConfirmationDays));
                }
                catch (LesionException contradiction)
                {
                    left.Add($"{allocation.Participant}: {contradiction.Message}");
                }
            }
        }

        return new AdamTable(Columns, rows);
    }

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Rows(string study, AllocationRecord allocation, TumorSeries series, int minimumStableDays, int? confirmationDays)
    {
        var number = 0;
        foreach (var assessment in series.Assessments)
            yield return Row("OVR", "Overall Response by Investigator", assessment.Date, assessment.Overall.Code());
        if (series.Assessments.Count == 0)
            yield break;
        var best = BestOverallResponse.Of(series, minimumStableDays, confirmationDays);
        yield return Row("BOR", string.Create(CultureInfo.InvariantCulture, $"Best Overall Response ({(confirmationDays is { } days ? $"confirmed after {days} days" : "confirmation not required")})"), best.Date, best.Response.Code());

        IReadOnlyDictionary<string, object?> Row(string code, string name, DateOnly? day, string response) => SubjectLevel.Row(
            ("STUDYID", study), ("USUBJID", $"{study}-{allocation.Participant}"), ("SUBJID", allocation.Participant), ("SITEID", allocation.Site), ("TRT01P", allocation.Arm), ("PARAMCD", code), ("PARAM", name),
            ("ASEQ", ++number), ("ADT", day), ("ADY", day is { } on ? on.DayNumber - allocation.RandomizedOn.DayNumber + (on >= allocation.RandomizedOn ? 1 : 0) : null), ("AVALC", response), ("ANL01FL", "Y"), ("SRCDOM", "TR"));
    }
}
