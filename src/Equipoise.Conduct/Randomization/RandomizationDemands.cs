using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Randomization;

/// <summary>What must hold of a participant who is randomized.</summary>
internal static class RandomizationDemands
{
    // A flat list: what must hold, each with its reason.
    /// <summary>Returns the scheme by which the participant is randomized.</summary>
    /// <exception cref="StepRefusedException">Something does not hold.</exception>
    public static Scheme Check(ParticipantFile file, DateOnly today, ConductedStudy? study, Scheme? active, IReadOnlyList<ElectronicSignature> signatures)
    {
        var participant = file.Participant;
        var design = file.Protocol.Design;
        if (participant.Status is not ParticipantStatus.Screening)
            throw StepRefusedException.Conflict("not-in-screening", $"{participant.Code} is {participant.Status}, not in screening.");
        if (study?.Status is not "open")
            throw StepRefusedException.Conflict("study-closed", $"The study {participant.Study} is closed to new participants.");
        if (!file.Site.IsActive)
            throw StepRefusedException.Conflict("site-not-active", $"The site {file.Site.Code} is {file.Site.Status}, not active.");
        if (!file.HasConsent)
            throw StepRefusedException.Conflict("consent-missing", $"{participant.Code} has no consent that stands.");
        if (participant.ScreenedOn < today.AddDays(-design.ScreeningDays))
            throw StepRefusedException.Conflict("screening-too-old", $"{participant.Code} was screened on {participant.ScreenedOn:yyyy-MM-dd}, more than {design.ScreeningDays} days ago: record a screening failure and screen anew.");
        if (active is not { } scheme)
            throw StepRefusedException.Conflict("no-scheme", $"The study {participant.Study} has no active randomization scheme.");
        if (!string.Equals(scheme.ProtocolVersion, file.Protocol.Number, StringComparison.Ordinal))
            throw StepRefusedException.Conflict("other-version", $"{participant.Code} consented to protocol version {file.Protocol.Number}, and randomization is by version {scheme.ProtocolVersion}: record consent to that version first.");

        var report = file.Judge(today);
        if (!report.IsEligible)
            throw new StepRefusedException(RefusalKind.Conflict, "not-eligible", $"{participant.Code} is not eligible: {report.Obstacles[0]}") { Reasons = report.Obstacles };
        if (!signatures.Any(signature => signature.Subject is SignatureSteps.Eligibility && string.Equals(signature.ContentHash, report.ContentHash, StringComparison.Ordinal)))
            throw StepRefusedException.Conflict("not-signed", signatures.Any(signature => signature.Subject is SignatureSteps.Eligibility)
                ? $"What is on record of {participant.Code} has changed since an investigator signed its eligibility: sign again."
                : $"No investigator has signed that {participant.Code} is eligible.");
        return scheme;
    }
}
