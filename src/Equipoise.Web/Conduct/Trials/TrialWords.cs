using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Review;
using Equipoise.Conduct.Screening;
using Equipoise.Protocols;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>How the pages of a trial say things.</summary>
internal static class TrialWords
{
    public static string Status(string status) => status switch
    {
        ParticipantStatus.Screening => "In screening",
        ParticipantStatus.ScreenFailure => "Screening failed",
        ParticipantStatus.Randomized => "Randomized",
        ParticipantStatus.OffStudy => "Off study",
        _ => status,
    };

    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment that is kept in UTC, to the minute.</summary>
    public static string Moment(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The same on the site's clock, where the entry has it.</summary>
    public static string Moment(AuditEntry entry) => entry.SiteTime is { } site
        ? DateTimeOffset.Parse(site, CultureInfo.InvariantCulture).ToString("d MMM yyyy, HH:mm (zzz)", CultureInfo.InvariantCulture)
        : Moment(entry.At);

    /// <summary>A moment that is kept in UTC, on the clock of a place.</summary>
    /// <param name="utc">The moment.</param>
    /// <param name="timeZone">The IANA name of the place's time zone.</param>
    public static string Moment(string utc, string timeZone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("d MMM yyyy, HH:mm (zzz)", CultureInfo.InvariantCulture);

    public static string Origin(Origin origin) => origin switch
    {
        Protocols.Origin.Record => "public record",
        Protocols.Origin.Protocol => "protocol",
        _ => "assumption",
    };

    public static string Verdict(JudgedCriterion criterion) => criterion.Verdict.Verdict switch
    {
        Eligibility.Evaluation.Verdict.Met => "Met",
        Eligibility.Evaluation.Verdict.NotMet => "Not met",
        Eligibility.Evaluation.Verdict.Unknown => "Open",
        _ => "Nothing asked",
    };

    /// <summary>What a disposition event says.</summary>
    public static string Disposition(DispositionEvent happened, StudyDesign design) =>
        $"{DispositionKind.Label(happened.Kind)}, {Day(happened.OnDay)}{(happened.Reason.Length == 0 ? "" : $": {design.DiscontinuationReasons.FirstOrDefault(one => string.Equals(one.Code, happened.Reason, StringComparison.Ordinal))?.Label ?? happened.Reason}")}{(happened.Note.Length == 0 ? "" : $" ({happened.Note})")}";

    /// <summary>What an entry of the trail says was done.</summary>
    public static string Action(AuditEntry entry, StudyDesign design) => entry.Action switch
    {
        "participant.screen" => "gave the screening number",
        "participant.consent" => "recorded consent",
        "participant.move" => "moved the participant to another protocol version",
        "participant.screen-failure" => "recorded a screening failure",
        "participant.randomize" => "randomized the participant",
        "participant.randomize-refused" => "asked for randomization, which was refused",
        "form.enter" => $"filled in {Subject(entry, design)}",
        "form.correct" => $"corrected {Subject(entry, design)}",
        "form.strike" => $"struck out {Subject(entry, design)}",
        "eligibility.decide" => $"decided on {Subject(entry, design)}",
        "form.mark" => $"marked {Subject(entry, design)}",
        "form.unmark" => $"lifted a mark of {Subject(entry, design)}",
        "participant.treatment-end" => "recorded the end of treatment",
        "participant.study-end" => "recorded the end of the study for the participant",
        "participant.withdrawal" => "recorded the withdrawal of consent",
        "participant.alive" => "recorded that the participant was alive",
        "participant.death" => "recorded the death",
        "audit.read" => "read this history",
        "site.casebook" => "took the casebook of the site away",
        "participant.lock" => "locked the participant",
        "participant.unlock" => "unlocked the participant",
        "query.open" => $"asked about {Subject(entry, design)}",
        "query.answer" => $"answered a query about {Subject(entry, design)}",
        "query.close" => $"closed a query about {Subject(entry, design)}",
        "query.reopen" => $"asked again about {Subject(entry, design)}",
        "signature.sign" => $"signed {Subject(entry, design)}",
        "study.publish" => "changed what the public sees of the study",
        "deviation.document" => $"documented deviation {Subject(entry, design)}",
        "deviation.change" => $"changed deviation {Subject(entry, design)}",
        _ => $"{entry.Action} {entry.Subject}",
    };

    /// <summary>How a casebook is signed.</summary>
    public static string Signed(SignatureState state) => state switch
    {
        SignatureState.Valid => "signed",
        SignatureState.Stale => "changed since it was signed",
        _ => "not signed",
    };

    /// <summary>Where a query stands.</summary>
    public static string QueryState(DataQuery query) => query.Status switch
    {
        QueryStatus.Open => "open",
        QueryStatus.Answered => "answered",
        _ => "closed",
    };

    /// <summary>Who has to do something about a query.</summary>
    public static string NextFor(DataQuery query) => query.Status switch
    {
        QueryStatus.Open => $"site {query.Site} answers or corrects",
        QueryStatus.Answered => query.IsAutomatic ? "a monitor or data manager closes" : $"{query.OpenedName} or a data manager closes",
        _ => "nobody",
    };

    /// <summary>What a query is about.</summary>
    public static string About(StudyDesign design, DataQuery query)
    {
        var form = design.Form(query.Form);
        var title = form?.Title ?? query.Form;
        return query.Field.Length == 0 ? $"{title}, {query.Entry}" : $"{form?.Field(query.Field)?.Label ?? query.Field} ({title}, {query.Entry})";
    }

    /// <summary>What somebody did with a query.</summary>
    public static string Turn(QueryEvent turn) => turn.Kind switch
    {
        "opened" => "asked",
        "answered" => "answered",
        "reopened" => "asked again",
        _ => "closed it",
    };

    public static IReadOnlyList<AuditChange> Changes(AuditEntry entry) => JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];

    private static string Subject(AuditEntry entry, StudyDesign design)
    {
        var id = entry.Subject[(entry.Subject.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return entry.Subject.StartsWith("participant/", StringComparison.Ordinal) ? "entries"
            : HistoryWords.FormOf(entry, design) is { } form ? $"{form.Title} ({id})"
            : id is "casebook" ? "the casebook" : id;
    }
}
