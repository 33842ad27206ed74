using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Sites;
using Equipoise.Protocols;
using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Assessments;

/// <summary>What derivations of laboratory results, tumors and adverse events need to know of one participant.</summary>
public sealed class AssessedParticipant
{
    private readonly AllocationRecord? allocation;
    private readonly bool armIsOpen;

    /// <summary>Gathers it.</summary>
    /// <param name="participant">The participant.</param>
    /// <param name="site">The site, for its clock and reference ranges.</param>
    /// <param name="design">The protocol the participant is on.</param>
    /// <param name="entries">The forms; struck ones do not count.</param>
    /// <param name="dispositions">What became of the participant.</param>
    /// <param name="allocation">The allocation; null before randomization.</param>
    /// <param name="armIsOpen">Whether the reader may see the arm; the day of randomization is no secret.</param>
    public AssessedParticipant(
        Participant participant, Site site, StudyDesign design, IEnumerable<FormEntry> entries, IReadOnlyList<DispositionEvent> dispositions, AllocationRecord? allocation, bool armIsOpen)
    {
        (Participant, Site, Design, this.allocation, this.armIsOpen) = (participant, site, design, allocation, armIsOpen);
        var filledForms = entries.Select(entry => (Form: design.Form(entry.Form), Entry: entry)).Where(one => one.Form is not null).Select(one => new FilledForm(one.Form!, one.Entry)).ToLookup(filled => filled.Entry.Counts);
        (Forms, Struck) = ([.. filledForms[true]], [.. filledForms[false]]);
        (FirstDose, LastDose) = DosingDays.Of(Forms);
        var sex = Forms.SelectMany(filled => filled.Form.Fields.Where(field => field.Fact?.Kind == FactKind.Sex).Select(field => filled.Text(field.Code))).LastOrDefault(answer => answer is not null);
        TreatmentEndedOn = dispositions.LastOrDefault(one => one.Kind is DispositionKind.TreatmentEnd)?.OnDay;
        LeftOn = dispositions.LastOrDefault(one => one.Kind is DispositionKind.StudyEnd)?.OnDay;
        Sex = sex switch { "M" => "male", "F" => "female", _ => null };
        var died = Forms.Select(filled => filled.Day(filled.Form.Death)).Where(day => day is not null).LastOrDefault();
        DiedOn = dispositions.LastOrDefault(one => one.Kind is DispositionKind.Death)?.OnDay ?? died;
    }

    /// <summary>Whether something that is derived rests on a form.</summary>
    internal static bool Needs(Form form, AssessmentUse use) =>
        form.Death is not null || DosingDays.Tell(form) || form.Fields.Any(field => field.Fact?.Kind == FactKind.Sex)
        || (use.HasFlag(AssessmentUse.Tumors) && (form.Lesions is not null || form.Response is not null))
        || ((use.HasFlag(AssessmentUse.AdverseEvents) || use.HasFlag(AssessmentUse.Laboratory)) && form.AdverseEvent is not null)
        || (use.HasFlag(AssessmentUse.Laboratory) && form.Laboratory is not null);

    /// <summary>The participant.</summary>
    public Participant Participant { get; }

    /// <summary>The site.</summary>
    public Site Site { get; }

    /// <summary>The protocol the participant is on.</summary>
    public StudyDesign Design { get; }

    /// <summary>The forms that count, in the order of forms and numbers.</summary>
    public IReadOnlyList<FilledForm> Forms { get; }

    /// <summary>The forms that were struck out: they count for nothing but what was reported of them before.</summary>
    public IReadOnlyList<FilledForm> Struck { get; }

    /// <summary>The day of randomization at the site; null before it.</summary>
    public DateOnly? RandomizedOn => allocation?.RandomizedOn;

    /// <summary>The arm; null before randomization, and for a reader who may not see it.</summary>
    public Arm? Arm => armIsOpen && allocation is not null ? Design.Arm(allocation.Arm) : null;

    /// <summary>The day of the first dose on record; null without one.</summary>
    public DateOnly? FirstDose { get; }

    /// <summary>The day of the last dose on record; null without one.</summary>
    public DateOnly? LastDose { get; }

    /// <summary>The day on which treatment was ended for good; null while it goes on or never began.</summary>
    public DateOnly? TreatmentEndedOn { get; }

    /// <summary>The day on which the participant left the study; null where they have not.</summary>
    public DateOnly? LeftOn { get; }

    /// <summary>The day of death, by the disposition or else by a form; null where none is on record.</summary>
    public DateOnly? DiedOn { get; }

    /// <summary><c>male</c>, <c>female</c>, or null where it is not on record.</summary>
    public string? Sex { get; }
}
