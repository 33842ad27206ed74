using System.Globalization;
using Equipoise.Conduct.Assessments;
using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Safety;

/// <summary>Derives the adverse events of a participant from the forms that the protocol says tell them.</summary>
public static class AdverseEvents
{
    /// <summary>All of them, by the day they began.</summary>
    public static IReadOnlyList<AdverseEvent> Of(AssessedParticipant participant) => Of(participant, participant.Forms);

    /// <summary>Those whose entries were struck out: a report of one of them is followed by another that takes it back.</summary>
    public static IReadOnlyList<AdverseEvent> StruckOf(AssessedParticipant participant) => [.. Of(participant, participant.Struck).Select(happened => happened with { IsStruck = true })];

    private static IReadOnlyList<AdverseEvent> Of(AssessedParticipant participant, IReadOnlyList<FilledForm> forms) =>
    [
        .. forms.Where(filled => filled.Form.AdverseEvent is not null).Select(filled => Read(filled, filled.Form.AdverseEvent!, participant)).OfType<AdverseEvent>()
            .OrderBy(happened => happened.Start).ThenBy(happened => happened.Entry, StringComparer.Ordinal),
    ];

    // Entries are complete when they are kept; one that is not, after the protocol has changed, tells no event.
    private static AdverseEvent? Read(FilledForm filled, AdverseEventFields fields, AssessedParticipant participant)
    {
        if (filled.Words(fields.Term) is not { } term || filled.Number(fields.Grade) is not { } grade || filled.Day(fields.Start) is not { } start)
            return null;
        var happened = new AdverseEvent
        {
            Entry = filled.Entry.Id,
            Version = filled.Entry.Version,
            Term = term,
            Grade = (int)grade,
            Start = start,
            End = filled.Day(fields.End),
            IsSerious = filled.Text(fields.Serious) is "Y",
            Seriousness = filled.Words(fields.Seriousness) ?? "",
            Aware = filled.Moment(fields.Aware),
            Action = filled.Words(fields.Action) ?? "",
            Outcome = filled.Words(fields.Outcome) ?? "",
            IsFatal = string.Equals(filled.Text(fields.Outcome), fields.Fatal, StringComparison.Ordinal),
            Causality = [.. TreatmentsOf(participant.Arm, fields).Select(one => CausalityOf(filled, fields, one.Treatment, one.Field))],
            IsTreatmentEmergent = participant.FirstDose is { } first ? start >= first && start <= participant.LastDose!.Value.AddDays(participant.Design.Safety.CollectionDays) : null,
            Findings = [],
        };
        return happened with { Findings = [.. Findings(happened, participant.DiedOn)] };
    }

    /// <summary>The treatments of an arm whose causality a form asks for, with the fields; none without an arm.</summary>
    public static IEnumerable<(Equipoise.Protocols.Arms.Treatment Treatment, string Field)> TreatmentsOf(Arm? arm, AdverseEventFields fields) =>
        from one in fields.Causality
        let treatment = arm?.Treatments.FirstOrDefault(treatment => string.Equals(treatment.Code, one.Treatment, StringComparison.Ordinal))
        where treatment is not null
        select (treatment, one.Field);

    private static Causality CausalityOf(FilledForm filled, AdverseEventFields fields, Equipoise.Protocols.Arms.Treatment treatment, string field) =>
        new(treatment.Code, treatment.Name, filled.Words(field) ?? "", string.Equals(filled.Text(field), fields.Related, StringComparison.Ordinal));

    private static IEnumerable<string> Findings(AdverseEvent happened, DateOnly? died)
    {
        const int fatalGrade = 5;
        if (happened.IsFatal != (happened.Grade == fatalGrade))
            yield return happened.IsFatal ? $"The outcome is fatal, but the grade is {happened.Grade}: a fatal event is of grade 5." : $"The grade is 5, but the outcome is {(happened.Outcome.Length == 0 ? "empty" : Lower(happened.Outcome))}: an event of grade 5 is fatal.";
        if (died is { } day && happened.Start > day)
            yield return $"It began on {Day(happened.Start)}, after the death on {Day(day)}.";
        if (!happened.IsFatal)
            yield break;
        if (died is null)
            yield return "It is fatal, but no death is on record: record the day of death.";
        else if (happened.End is { } end && end != died)
            yield return $"It is fatal and ended on {Day(end)}, but the death on record is of {Day(died.Value)}.";
        if (!happened.IsSerious)
            yield return "It is fatal, but not marked as serious: death is a reason to be serious.";
    }

    private static string Lower(string label) => char.ToLowerInvariant(label[0]) + label[1..];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
