using System.Globalization;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;

namespace Equipoise.Conduct.Randomization;

/// <summary>What randomization tells the trail.</summary>
internal static class RandomizationFacts
{
    /// <summary>Somebody was randomized.</summary>
    public static AuditFact Done(ParticipantFile file, Scheme scheme, AllocationRecord allocation) => Of("participant.randomize", file) with
    {
        Changes =
        [
            new("status", file.Participant.Status, ParticipantStatus.Randomized),
            new("randomizationNumber", null, allocation.RandomizationNumber),
            new("arm", null, allocation.Arm),
            new("scheme", null, scheme.Number.ToString(CultureInfo.InvariantCulture)),
            new("stratum", null, allocation.Stratum),
            new("position", null, allocation.Position.ToString(CultureInfo.InvariantCulture)),
            new("factors", null, allocation.Factors),
        ],
    };

    /// <summary>Somebody was to be randomized and was not.</summary>
    public static AuditFact Refused(ParticipantFile file, StepRefusedException refusal) =>
        Of("participant.randomize-refused", file) with { Reason = refusal.Message, Changes = [new("refusal", null, refusal.Code)] };

    private static AuditFact Of(string action, ParticipantFile file) => new(action, $"participant/{file.Participant.Code}")
    {
        Site = file.Site.Code,
        TimeZone = file.Site.TimeZone,
        Participant = file.Participant.Code,
        ProtocolVersion = file.Participant.ProtocolVersion,
    };
}
