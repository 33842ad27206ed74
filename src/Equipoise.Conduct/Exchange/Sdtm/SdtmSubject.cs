using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Safety;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>All rows of one participant, in the order of their days, with sequence numbers, study days, epochs and baseline flags.</summary>
internal sealed class SdtmSubject
{
    private readonly ParticipantRecords participant;
    private readonly StudyDesign design;
    private readonly List<SdtmRow> rows = [];
    private readonly Dictionary<string, string> about = new(StringComparer.Ordinal);

    private SdtmSubject(ParticipantRecords participant) => (this.participant, design) = (participant, participant.File.Protocol.Design);

    private Participant Who => participant.File.Participant;

    /// <summary>The rows by domain.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="participant">The participant.</param>
    /// <param name="mappings">How forms become rows, by protocol version and form.</param>
    public static ILookup<string, SdtmRow> Rows(string study, ParticipantRecords participant, FormMappings mappings) => new SdtmSubject(participant).Make(study, mappings);

    private ILookup<string, SdtmRow> Make(string study, FormMappings mappings)
    {
        foreach (var entry in participant.File.Entries.Where(entry => entry.Counts))
            Take(entry, mappings.Of(participant.File.Protocol, entry.Form));
        var days = Days();
        rows.Add(Demographics(days));
        rows.AddRange(SdtmDispositions.Of(participant));
        rows.AddRange(SdtmCriteria.NotMet(participant));
        rows.AddRange(SdtmTreatment.Deviations(participant));
        rows.AddRange(Visits(mappings));
        Assess();
        var kept = rows.Where(row => row.Domain is not "TU").Concat(rows.Where(row => row.Domain is "TU").OrderBy(row => row.Text("DTC"), StringComparer.Ordinal).DistinctBy(row => (row.Text("LNKID"), row.Text("TESTCD"))));
        var ordered = kept.OrderBy(row => row.Text("STDTC") ?? row.Text("DTC") ?? "", StringComparer.Ordinal).ToLookup(row => row.Domain, StringComparer.Ordinal);
        foreach (var domain in ordered)
            Finish(domain, study, days);
        return ordered.SelectMany(domain => domain).Concat(SdtmSupplements.Domains.SelectMany(domain => ordered[domain]).SelectMany(SdtmSupplements.Of)).ToLookup(row => row.Domain, StringComparer.Ordinal);
    }

    // What is derived from several forms: responses from lesions, and whether an event was caused by any treatment of the arm.
    private void Assess()
    {
        var assessed = new AssessedParticipant(Who, participant.File.Site, design, participant.File.Entries, participant.Dispositions, participant.Allocation, participant.ShowsArm);
        var entries = participant.File.Entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        foreach (var (row, entry) in SdtmResponses.Of(assessed))
            rows.Add(Placed(row, entries[entry]));
        var events = AdverseEvents.Of(assessed).ToDictionary(happened => happened.Entry, StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row is { Domain: "AE", Entry: not null }))
        {
            if (events.TryGetValue(row.Entry!, out var happened) && happened.Causality.Any(one => one.Answer.Length > 0))
                row.Own("REL", happened.Causality.Any(one => one.IsRelated) ? "RELATED" : "NOT RELATED");
        }
    }

    private SdtmRow Placed(SdtmRow row, FormEntry entry)
    {
        var place = design.Visits.Select((visit, at) => (visit, at)).FirstOrDefault(one => string.Equals(one.visit.Code, entry.Visit, StringComparison.Ordinal));
        return place.visit is { } visit ? row.With("VISIT", visit.NameOf((int)entry.VisitCount)).With("VISITNUM", VisitNumber(place.at, entry.VisitCount)) : row;
    }

    private void Take(FormEntry entry, FormMapping? mapping)
    {
        if (mapping is null)
            return;
        foreach (var (variable, value) in mapping.About(entry.Values()))
            about[variable] = value;
        var isDose = string.Equals(entry.Form, design.DoseLog?.Code, StringComparison.Ordinal);
        foreach (var row in isDose ? SdtmTreatment.Dose(entry, participant) : mapping.Rows(entry, participant))
        {
            row.Entry = entry.Id;
            if (SdtmSupplements.Domains.Contains(row.Domain, StringComparer.Ordinal))
                row.Rest = mapping.Rest(entry);
            rows.Add(Placed(row, entry));
        }
    }

    // The visit's place in the protocol before the point, its count after it: every time of a visit has a number, in the order of the schedule.
    private static decimal VisitNumber(int place, long count) => place + 1 + ((count - 1) / 1000m);

    private StudyDays Days()
    {
        var doses = rows.Where(row => row.Domain is "EX").SelectMany(row => new[] { row.Text("STDTC"), row.Text("ENDTC") }).Select(StudyDays.Day).OfType<DateOnly>().ToList();
        return new StudyDays(
            participant.File.Consents.Count == 0 ? null : participant.File.Consents[0].ConsentedOn,
            participant.Allocation?.RandomizedOn,
            doses.Count == 0 ? null : doses.Min(),
            doses.Count == 0 ? null : doses.Max(),
            Last(DispositionKind.TreatmentEnd)?.OnDay);
    }

    private DispositionEvent? Last(string kind) => participant.Dispositions.LastOrDefault(one => string.Equals(one.Kind, kind, StringComparison.Ordinal));

    private SdtmRow Demographics(StudyDays days)
    {
        var death = StudyDays.Iso(Last(DispositionKind.Death)?.OnDay) ?? about.GetValueOrDefault("DTHDTC");
        var end = death ?? StudyDays.Iso((Last(DispositionKind.StudyEnd) ?? Last(DispositionKind.Withdrawal))?.OnDay);
        var row = new SdtmRow("DM");
        foreach (var (variable, value) in about)
            row.With(variable, value);
        row.With("SUBJID", Who.Code).With("SITEID", participant.File.Site.Code).With("COUNTRY", Countries.Code(participant.File.Site.Country))
            .With("RFICDTC", StudyDays.Iso(days.Consent)).With("RFSTDTC", StudyDays.Iso(days.Reference)).With("RFXSTDTC", StudyDays.Iso(days.FirstDose)).With("RFXENDTC", StudyDays.Iso(days.LastDose))
            .With("RFENDTC", StudyDays.Iso(days.TreatmentEnd ?? days.LastDose)).With("RFPENDTC", end).With("DTHDTC", death).With("DTHFL", death is null ? null : "Y")
            .With("SEX", row["SEX"] ?? "U").With("AGE", Age(days.Consent)).With("AGEU", Age(days.Consent) is null ? null : "YEARS");
        return Armed(row, days);
    }

    // SDTMIG 3.4, section 5.2: where there is no arm, ARMNRS says why. Whoever may not see arms gets neither.
    private SdtmRow Armed(SdtmRow row, StudyDays days)
    {
        if (!participant.ShowsArm)
            return row;
        if (participant.Allocation is not { } allocation)
            return row.With("ARMNRS", Who.Status is ParticipantStatus.ScreenFailure ? "SCREEN FAILURE" : "NOT ASSIGNED");
        var arm = design.Arms.FirstOrDefault(one => string.Equals(one.Code, allocation.Arm, StringComparison.Ordinal));
        row.With("ARMCD", allocation.Arm).With("ARM", arm?.Name ?? allocation.Arm);
        return days.FirstDose is null ? row.With("ARMNRS", "ASSIGNED, NOT TREATED") : row.With("ACTARMCD", allocation.Arm).With("ACTARM", arm?.Name ?? allocation.Arm);
    }

    // Whole years on the day of consent, where the day of birth is known.
    private int? Age(DateOnly? consent)
    {
        if (consent is not { } day || StudyDays.Day(about.GetValueOrDefault("BRTHDTC")) is not { } birth)
            return null;
        var years = day.Year - birth.Year;
        return day < birth.AddYears(years) ? years - 1 : years;
    }

    private IEnumerable<SdtmRow> Visits(FormMappings mappings) =>
        from entry in participant.File.Entries
        where entry.Counts && mappings.Of(participant.File.Protocol, entry.Form) is not { IsLog: true }
        group entry.RecordedOn by (entry.Visit, entry.VisitCount) into visit
        let place = design.Visits.Select((one, at) => (one, at)).FirstOrDefault(one => string.Equals(one.one.Code, visit.Key.Visit, StringComparison.Ordinal))
        where place.one is not null
        select new SdtmRow("SV").With("VISIT", place.one.NameOf((int)visit.Key.VisitCount)).With("VISITNUM", VisitNumber(place.at, visit.Key.VisitCount)).Own("STDTC", StudyDays.Iso(visit.Min())).Own("ENDTC", StudyDays.Iso(visit.Max()));

    private void Finish(IEnumerable<SdtmRow> domain, string study, StudyDays days)
    {
        var number = 0;
        foreach (var row in domain)
        {
            row.With("STUDYID", study).With("DOMAIN", row.Domain).With("USUBJID", $"{study}-{Who.Code}").Own("SEQ", ++number)
                .Own("DY", days.DayOf(row.Text("DTC"))).Own("STDY", days.DayOf(row.Text("STDTC"))).Own("ENDY", days.DayOf(row.Text("ENDTC")));
            if (row["EPOCH"] is null)
                row.With("EPOCH", days.EpochOf(row.Text("STDTC") ?? row.Text("DTC")));
        }

        if (days.FirstDose is not { } first)
            return;
        foreach (var last in domain.Where(row => row.Text("TESTCD") is not null && row.Text("STRESC") is not null && StudyDays.Day(row.Text("DTC")) <= first).GroupBy(row => (row.Text("TESTCD"), row.Text("LNKID"), row.Text("SPEC"))))
            last.Last().Own("LOBXFL", "Y");
    }
}
