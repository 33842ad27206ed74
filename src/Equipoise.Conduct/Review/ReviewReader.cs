using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Review;

/// <summary>Says what is verified, frozen, locked and signed.</summary>
/// <param name="store">The conduct database.</param>
public sealed class ReviewReader(ConductStore store)
{
    /// <summary>All participants of a study whom the actor may see.</summary>
    /// <exception cref="StepRefusedException">There is no such study.</exception>
    public Task<StudyReview> StudyAsync(Actor actor, string study, string? site = null, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var reading = await StudyReading.ReadAsync(
                    snapshot, study, participant => actor.May(Permission.ReadParticipants, participant.Site) && (string.IsNullOrEmpty(site) || string.Equals(site, participant.Site, StringComparison.Ordinal)));
                return new StudyReview(reading.Study, await ReadAsync(snapshot, reading));
            },
            cancellation);

    /// <summary>One participant, with the hash that a signature of the casebook is bound to.</summary>
    /// <exception cref="StepRefusedException">There is none whom the actor may see.</exception>
    public Task<(ParticipantReview Review, string ContentHash)> ParticipantAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                return await ReadAsync(snapshot, participant);
            },
            cancellation);

    internal static async Task<(ParticipantReview Review, string ContentHash)> ReadAsync(ConductSnapshot snapshot, Participant participant)
    {
        var (study, code) = (participant.Study, participant.Code);
        var hash = await CasebookContent.HashAsync(snapshot, participant);
        var signed = Signature(await snapshot.SignaturesAsync(study, code));
        return (Review(participant, await snapshot.EntriesAsync(study, code), await snapshot.QueriesAsync(study, code), signed, hash), hash);
    }

    /// <summary>Those of a reading that has every form.</summary>
    internal static async Task<IReadOnlyList<ParticipantReview>> ReadAsync(ConductSnapshot snapshot, StudyReading reading)
    {
        var queries = (await snapshot.QueriesOfStudyAsync(reading.Study.Id)).ToLookup(query => query.Participant, StringComparer.Ordinal);
        var signatures = (await snapshot.SignaturesOfStudyAsync(reading.Study.Id)).ToLookup(one => one.Participant, one => one.Signature, StringComparer.Ordinal);
        var decisions = (await snapshot.DecisionsOfStudyAsync(reading.Study.Id)).ToLookup(one => one.Participant, one => one.Decision, StringComparer.Ordinal);
        var reviews = new List<ParticipantReview>();
        foreach (var participant in reading.Participants)
        {
            var signed = Signature([.. signatures[participant.Code]]);
            var hash = signed is null ? "" : reading.CasebookHash(participant, decisions[participant.Code]);
            reviews.Add(Review(participant, reading.EntriesOf(participant), queries[participant.Code], signed, hash));
        }

        return reviews;
    }

    private static ElectronicSignature? Signature(IReadOnlyList<ElectronicSignature> signatures) =>
        signatures.LastOrDefault(signature => string.Equals(signature.Subject, SignatureSteps.Casebook, StringComparison.Ordinal));

    private static ParticipantReview Review(Participant participant, IEnumerable<FormEntry> entries, IEnumerable<DataQuery> queries, ElectronicSignature? signed, string hash)
    {
        var counted = entries.Where(entry => entry.Counts).ToList();
        var pending = queries.Where(query => query.IsPending).ToList();
        var state = signed is null ? SignatureState.None : string.Equals(signed.ContentHash, hash, StringComparison.Ordinal) ? SignatureState.Valid : SignatureState.Stale;
        return new ParticipantReview(
            participant, counted.Count, counted.Count(entry => entry.Verified != 0), counted.Count(entry => entry.Frozen != 0), counted.Count(entry => entry.Locked != 0),
            pending.Count(query => query.Status is QueryStatus.Open), pending.Count(query => query.Status is QueryStatus.Answered), state, signed)
        {
            Closed = counted.Count(entry => entry.Frozen != 0 || entry.Locked != 0),
        };
    }
}
