using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Visits;

namespace Equipoise.Conduct.Records;

/// <summary>A study read once, from which each participant's calendar, treatment and assessments are derived. What of it may be shown to whom is for those to say
/// who derive.</summary>
internal sealed class StudyReading
{
    private readonly Dictionary<string, Site> siteByCode;
    private readonly Dictionary<string, AllocationRecord> allocations;
    private readonly ILookup<string, FormEntry> entries;
    private readonly ILookup<string, Consent> consents;
    private readonly ILookup<string, DispositionEvent> dispositions;
    private readonly Dictionary<string, AcceptedProtocol> protocols;

    private StudyReading(
        IReadOnlyList<Site> sites, IReadOnlyList<AllocationRecord> allocations, ILookup<string, FormEntry> entries, ILookup<string, Consent> consents, ILookup<string, DispositionEvent> dispositions,
        IReadOnlyList<AcceptedProtocol> protocols)
    {
        (Sites, this.entries, this.consents, this.dispositions) = (sites, entries, consents, dispositions);
        siteByCode = sites.ToDictionary(site => site.Code, StringComparer.Ordinal);
        this.allocations = allocations.ToDictionary(allocation => allocation.Participant, StringComparer.Ordinal);
        this.protocols = protocols.ToDictionary(protocol => protocol.Number, StringComparer.Ordinal);
    }

    /// <summary>The study.</summary>
    public required ConductedStudy Study { get; init; }

    /// <summary>Its protocol of today; participants may be on an earlier one.</summary>
    public AcceptedProtocol Protocol => protocols[Study.ProtocolVersion];

    /// <summary>All sites, by code.</summary>
    public IReadOnlyList<Site> Sites { get; }

    /// <summary>The participants asked for, by code.</summary>
    public required IReadOnlyList<Participant> Participants { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="study">The study.</param>
    /// <param name="isAsked">Which participants are wanted.</param>
    /// <param name="isNeeded">Which forms are; null for all. A form counts that any version of the protocol has.</param>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public static async Task<StudyReading> ReadAsync(ConductSnapshot snapshot, string study, Func<Participant, bool> isAsked, Func<Protocols.Forms.Form, bool>? isNeeded = null)
    {
        var found = await snapshot.StudyAsync(study);
        var versions = await snapshot.ProtocolsAsync(study);
        IReadOnlyCollection<string>? forms = isNeeded is null ? null : [.. versions.SelectMany(version => version.Design.Forms).Where(isNeeded).Select(form => form.Code).Distinct(StringComparer.Ordinal)];
        return new StudyReading(
            await snapshot.SitesAsync(study),
            await snapshot.AllocationsAsync(study),
            (await snapshot.EntriesOfStudyAsync(study, forms)).ToLookup(one => one.Participant, one => one.Entry, StringComparer.Ordinal),
            (await snapshot.ConsentsOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Consent, StringComparer.Ordinal),
            (await snapshot.DispositionsOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Disposition, StringComparer.Ordinal),
            versions)
        {
            Study = found,
            Participants = [.. (await snapshot.ParticipantsAsync(study)).Where(isAsked)],
        };
    }

    /// <summary>A participant's site.</summary>
    public Site SiteOf(Participant participant) => siteByCode[participant.Site];

    /// <summary>The protocol a participant is on.</summary>
    public Protocols.StudyDesign DesignOf(Participant participant) => protocols[participant.ProtocolVersion].Design;

    /// <summary>A participant's forms, struck ones too.</summary>
    public IReadOnlyList<FormEntry> EntriesOf(Participant participant) => [.. entries[participant.Code]];

    /// <summary>A participant's treatment; null before randomization.</summary>
    public TreatmentCourse? CourseOf(Participant participant) => allocations.TryGetValue(participant.Code, out var allocation)
        ? new TreatmentCourse(DesignOf(participant), allocation, EntriesOf(participant), [.. consents[participant.Code]], [.. dispositions[participant.Code]])
        : null;

    /// <summary>A participant's calendar as of a moment; null before randomization.</summary>
    public ParticipantCalendar? CalendarOf(Participant participant, DateTimeOffset now) => CourseOf(participant) is { } course
        ? ParticipantCalendar.Of(course, EntriesOf(participant), [.. consents[participant.Code]], Moments.DayAt(now, SiteOf(participant).TimeZone))
        : null;

    /// <summary>The hash that a signature of a participant's casebook is bound to; every form was read.</summary>
    public string CasebookHash(Participant participant, IEnumerable<Decision> decisions) => CasebookContent.Hash(
        participant, consents[participant.Code], entries[participant.Code], decisions, dispositions[participant.Code], allocations.GetValueOrDefault(participant.Code));

    /// <summary>What derivations of a participant need.</summary>
    /// <param name="participant">The participant.</param>
    /// <param name="armIsOpen">Whether the reader may see the arm.</param>
    public AssessedParticipant Assessed(Participant participant, bool armIsOpen) => new(
        participant, SiteOf(participant), DesignOf(participant), EntriesOf(participant), [.. dispositions[participant.Code]], allocations.GetValueOrDefault(participant.Code), armIsOpen);
}
