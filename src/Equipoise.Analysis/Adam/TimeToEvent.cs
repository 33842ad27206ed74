using Equipoise.Analysis.Endpoints;
using Equipoise.Conduct.Exchange.Datasets;

namespace Equipoise.Analysis.Adam;

/// <summary>ADTTE (ADaM Basic Data Structure for Time-to-Event Analyses, version 1.0): the rows of <see cref="EventTimes"/> as a data set.</summary>
internal static class TimeToEvent
{
    private static readonly Dataset Columns = AdamTable.Columns(
        "ADTTE", "Time-to-Event Analysis Dataset",
        "STUDYID:Study Identifier", "USUBJID:Unique Subject Identifier", "SUBJID:Subject Identifier for the Study", "SITEID:Study Site Identifier", "TRT01P:Planned Treatment for Period 01", "STRATAR:Strata as Randomized",
        "PARAMCD:Parameter Code", "PARAM:Parameter", "#AVAL:Analysis Value", "@STARTDT:Time-to-Event Origin Date for Subject", "@ADT:Analysis Date", "#CNSR:Censor", "EVNTDESC:Event or Censoring Description",
        "SRCDOM:Source Data", "SRCVAR:Source Variable", "SRCID:Entry of the Source");

    public static AdamTable Of(string study, IReadOnlyList<EventTime> times, IReadOnlyDictionary<string, string> names) => new(
        Columns,
        [.. times.Select(time => SubjectLevel.Row(
            ("STUDYID", study), ("USUBJID", $"{study}-{time.Participant}"), ("SUBJID", time.Participant), ("SITEID", time.Site), ("TRT01P", time.Arm), ("STRATAR", time.Stratum), ("PARAMCD", time.Parameter),
            ("PARAM", $"{names[time.Parameter]} (days)"), ("AVAL", time.Days), ("STARTDT", time.Start), ("ADT", time.End), ("CNSR", time.IsEvent ? 0 : 1), ("EVNTDESC", time.Description),
            ("SRCDOM", time.SourceDomain), ("SRCVAR", time.SourceField), ("SRCID", time.SourceEntry)))]);
}
