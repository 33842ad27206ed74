using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Safety;

namespace Equipoise.Analysis.Datasets;

/// <summary>An adverse event as a site reported it: a row of ADaM ADAE.</summary>
/// <param name="Participant">The participant's code (SUBJID).</param>
/// <param name="Term">The term (AETERM).</param>
/// <param name="Grade">The CTCAE grade (AETOXGR); 0 where the site gave none.</param>
/// <param name="Start">The day it began (ASTDT).</param>
/// <param name="IsSerious">Whether it is serious (AESER).</param>
/// <param name="Entry">The entry it comes from (SRCSEQ).</param>
public sealed record ReportedEvent(string Participant, string Term, int Grade, DateOnly Start, bool IsSerious, string Entry)
{
    /// <summary>Whether it began on treatment or within the days after it in which events are collected (TRTEMFL).</summary>
    public bool IsTreatmentEmergent { get; init; }

    /// <summary>Whether the investigator holds any treatment of the arm for its cause (AREL).</summary>
    public bool IsRelated { get; init; }

    /// <summary>Whether it was fatal (AEOUT, AETOXGR 5).</summary>
    public bool IsFatal { get; init; }

    /// <summary>The events of a participant, by the parts that the protocol gives the fields of its forms.</summary>
    public static IEnumerable<ReportedEvent> Of(AssessedParticipant participant) => AdverseEvents.Of(participant).Select(happened =>
        new ReportedEvent(participant.Participant.Code, happened.Term, happened.Grade, happened.Start, happened.IsSerious, happened.Entry)
        {
            IsTreatmentEmergent = happened.IsTreatmentEmergent is true,
            IsRelated = happened.IsRelated,
            IsFatal = happened.IsFatal || happened.Grade is 5,
        });
}
