using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Signatures;

namespace Equipoise.Conduct.Review;

/// <summary>How far the data of one participant are on their way to the database lock.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Entries">The entries that count.</param>
/// <param name="Verified">Of these, those compared with their source.</param>
/// <param name="Frozen">Those frozen.</param>
/// <param name="Locked">Those locked.</param>
/// <param name="Open">The queries that the site has to answer.</param>
/// <param name="Answered">The queries that are answered and not closed.</param>
/// <param name="State">How the casebook is signed.</param>
/// <param name="Signature">The last signature of the casebook; null for none.</param>
public sealed record ParticipantReview(
    Participant Participant, int Entries, int Verified, int Frozen, int Locked, int Open, int Answered, SignatureState State, ElectronicSignature? Signature)
{
    /// <summary>The entries that are frozen, locked or both.</summary>
    public int Closed { get; init; }

    /// <summary>Whether nothing of the participant changes any more.</summary>
    public bool IsLocked => Participant.Locked != 0;

    /// <summary>How many entries are not verified. Where that is by plan, as in risk-based monitoring, a lock says so in its reason.</summary>
    public int Unverified => Entries - Verified;

    /// <summary>What stands in the way of a lock whatever reason is given, a sentence each.</summary>
    public IReadOnlyList<string> Hindrances => [.. Find()];

    /// <summary>Whether a lock would be taken.</summary>
    /// <param name="withReason">Whether it says why entries are not verified.</param>
    public bool IsReady(bool withReason) => !IsLocked && Hindrances.Count == 0 && (withReason || Unverified == 0);

    private IEnumerable<string> Find()
    {
        var code = Participant.Code;
        if (Open + Answered is > 0 and var pending)
            yield return pending == 1 ? $"{code} has a query that is not closed." : $"{code} has {pending} queries that are not closed.";
        if (Participant.Status is ParticipantStatus.Screening)
            yield return $"{code} is still in screening.";
        if (Participant.Status is not ParticipantStatus.ScreenFailure && State is SignatureState.None)
            yield return $"The casebook of {code} is not signed by an investigator.";
        if (Participant.Status is not ParticipantStatus.ScreenFailure && State is SignatureState.Stale)
            yield return $"The casebook of {code} has changed since {Signature!.Name} signed it.";
    }
}
