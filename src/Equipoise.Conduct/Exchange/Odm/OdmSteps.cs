using System.Globalization;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>What is on record of a participant beside the protocol's forms, as forms of an event of their own: consent, allocation, disposition.</summary>
internal static class OdmSteps
{
    private const string Consent = "STEP.CONSENT";
    private const string Allocation = "STEP.ALLOCATION";
    private const string Disposition = "STEP.DISPOSITION";

    /// <summary>The field of a consent that a later step fills.</summary>
    public const string Withdrawn = "WITHDRAWN";

    /// <summary>The event.</summary>
    public const string EventOid = "SE.STEPS";

    /// <summary>The forms. They repeat: there is an entry for each time the step was taken.</summary>
    public static IReadOnlyList<Form> Forms { get; } =
    [
        Log(Consent, "Informed consent", Day("Day of consent"), Text("VERSION", "Version of the consent form"), Text("PROTOCOL", "Protocol version"), Text("BY", "Obtained by"), Day("Day of withdrawal", Withdrawn)),
        Log(Allocation, "Randomization", Day("Day of randomization"), Text("NUMBER", "Randomization number"), Text("ARM", "Arm")),
        Log(Disposition, "Disposition", Day("Day"), Text("KIND", "What happened"), Text("REASON", "Reason by the protocol"), Text("NOTE", "In words")),
    ];

    /// <summary>The steps that were taken, each with its entry of the trail where that is at hand.</summary>
    public static IEnumerable<OdmStep> Of(ParticipantRecords participant)
    {
        var consents = Actions(participant, "participant.consent");
        foreach (var (consent, place) in participant.File.Consents.Select((consent, place) => (consent, place)))
        {
            yield return new OdmStep(Consent, consent.Number, consents.ElementAtOrDefault(place), Given(
                ("DATE", Text(consent.ConsentedOn)), ("VERSION", consent.ConsentVersion), ("PROTOCOL", consent.ProtocolVersion), ("BY", consent.ObtainedBy), (Withdrawn, Text(consent.WithdrawnOn))));
        }

        if (participant.Allocation is { } allocation)
            yield return new OdmStep(Allocation, 1, Actions(participant, "participant.randomize").FirstOrDefault(), Given(("DATE", Text(allocation.RandomizedOn)), ("NUMBER", allocation.RandomizationNumber), ("ARM", participant.Arm)));
        var dispositions = Actions(
            participant, [.. new[] { DispositionKind.TreatmentEnd, DispositionKind.StudyEnd, DispositionKind.Withdrawal, DispositionKind.Alive, DispositionKind.Death }.Select(kind => $"participant.{kind}")]);
        foreach (var (happened, place) in participant.Dispositions.Select((happened, place) => (happened, place)))
        {
            yield return new OdmStep(Disposition, happened.Number, dispositions.ElementAtOrDefault(place), Given(
                ("DATE", Text(happened.OnDay)), ("KIND", happened.Kind), ("REASON", happened.Reason), ("NOTE", happened.Note)));
        }
    }

    // Each of these steps leaves one entry, so that the n-th entry is that of the n-th step.
    private static List<AuditEntry> Actions(ParticipantRecords participant, params string[] actions) =>
        [.. participant.Trail.Where(entry => actions.Contains(entry.Action, StringComparer.Ordinal))];

    private static List<KeyValuePair<string, string>> Given(params (string Field, string? Value)[] answers) =>
        [.. answers.Where(answer => !string.IsNullOrEmpty(answer.Value)).Select(answer => KeyValuePair.Create(answer.Field, answer.Value!))];

    private static Form Log(string code, string title, params FormField[] fields) => new() { Code = code, Title = title, IsLog = true, Fields = fields, Checks = [], Domain = "DS" };

    private static FormField Day(string label, string code = "DATE") => new() { Code = code, Label = label, Type = FieldType.Date };

    private static FormField Text(string code, string label) => new() { Code = code, Label = label, Type = FieldType.Text };

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
