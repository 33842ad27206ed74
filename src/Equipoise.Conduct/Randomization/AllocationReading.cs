using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Randomization;

/// <summary>What is on record of one participant of a group, who is taken with it: read with a message that is sent for all.</summary>
internal sealed class AllocationReading
{
    private readonly AllocationRequest request;
    private readonly ConductChange change;
    private readonly Func<Participant> whom;
    private readonly BatchAnswer<GivenAnswer?> given;
    private readonly BatchAnswer<AllocationRecord?> done;
    private readonly Func<ConductSnapshot, Task<ParticipantFile>> file;
    private readonly BatchAnswer<IReadOnlyList<ElectronicSignature>> signatures;

    public AllocationReading(StatementBatch batch, AllocationRequest request, ConductChange change)
    {
        (this.request, this.change) = (request, change);
        var (study, code) = (request.Participant.Study, request.Participant.Code);
        whom = change.TakeParticipant(batch, Permission.Randomize, study, code);
        (given, done) = (batch.Answer(study, request.Actor.AccountId, request.Key), batch.Allocation(study, code));
        // After the participant was taken; most often of whoever was found before.
        file = ParticipantFile.With(batch, request.Participant);
        signatures = batch.Signatures(study, code);
    }

    /// <summary>What was signed.</summary>
    public IReadOnlyList<ElectronicSignature> Signatures => signatures.Value;

    /// <summary>What the request was answered before; null where it is new.</summary>
    /// <exception cref="StepRefusedException">It is not for this actor, or its key or its participant is taken.</exception>
    public RandomizationAnswer? Given()
    {
        _ = whom();
        if (given.Value is { } before)
            return RandomizationAnswer.Again(before, request.Participant.Code);
        return done.Value is { } allocation ? throw RandomizationRefusals.AlreadyRandomized(request.Participant.Code, allocation.RandomizationNumber, allocation.Arm) : null;
    }

    /// <summary>The file.</summary>
    public async Task<ParticipantFile> FileAsync()
    {
        var participant = whom();
        return participant == request.Participant ? await file(change) : await ParticipantFile.ReadAsync(change, participant);
    }
}
