using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Participants;
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
        $"{Kind(happened.Kind)}, {Day(happened.OnDay)}{(happened.Reason.Length == 0 ? "" : $": {design.DiscontinuationReasons.FirstOrDefault(one => string.Equals(one.Code, happened.Reason, StringComparison.Ordinal))?.Label ?? happened.Reason}")}{(happened.Note.Length == 0 ? "" : $" ({happened.Note})")}";

    /// <summary>A kind of disposition event.</summary>
    public static string Kind(string kind) => kind switch
    {
        DispositionKind.TreatmentEnd => "End of treatment",
        DispositionKind.StudyEnd => "End of study",
        DispositionKind.Withdrawal => "Consent withdrawn",
        DispositionKind.Alive => "Known to be alive",
        _ => "Death",
    };

    /// <summary>What an entry of the trail says was done.</summary>
    public static string Action(AuditEntry entry) => entry.Action switch
    {
        "participant.screen" => "gave the screening number",
        "participant.consent" => "recorded consent",
        "participant.screen-failure" => "recorded a screening failure",
        "participant.randomize" => "randomized the participant",
        "participant.randomize-refused" => "asked for randomization, which was refused",
        "form.enter" => $"filled in {Subject(entry)}",
        "form.correct" => $"corrected {Subject(entry)}",
        "form.strike" => $"struck out {Subject(entry)}",
        "eligibility.decide" => $"decided on {Subject(entry)}",
        "form.mark" or "form.unmark" => $"marked {Subject(entry)}",
        "participant.treatment-end" => "recorded the end of treatment",
        "participant.study-end" => "recorded the end of the study for the participant",
        "participant.withdrawal" => "recorded the withdrawal of consent",
        "participant.alive" => "recorded that the participant was alive",
        "participant.death" => "recorded the death",
        "signature.sign" => $"signed {Subject(entry)}",
        _ => $"{entry.Action} {entry.Subject}",
    };

    public static IReadOnlyList<AuditChange> Changes(AuditEntry entry) => JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];

    private static string Subject(AuditEntry entry) => entry.Subject[(entry.Subject.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
