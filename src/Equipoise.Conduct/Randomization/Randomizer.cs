using System.Collections.Concurrent;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Randomization;

/// <summary>Randomizes: eligibility, consent, signature, site, caps and strata are checked and the slot used in one transaction, which those share who ask at the same
/// moment.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class Randomizer
{
    private readonly ConductStore store;
    private readonly AllocationLine line;

    // Who is being randomized here at this moment, with what comes of it: null where nobody was.
    private readonly ConcurrentDictionary<(string Study, string Code), Task<GivenSlot?>> underway = new();

    /// <summary>Makes one; a program has one for each database.</summary>
    /// <param name="store">The conduct database.</param>
    /// <param name="slots">Knows the arm of the slot that is used.</param>
    public Randomizer(ConductStore store, SlotSource slots) => (this.store, line) = (store, new AllocationLine(new AllocationGroup(store, slots).AllocateAsync));

    /// <summary>Randomizes a participant.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="key">The request's idempotency key: the same key gets the same answer.</param>
    /// <param name="asked">The levels of factors that no form holds, by the factors' codes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">Something stands in the way; nobody was randomized and no slot used. The attempt stands in the trail.</exception>
    public async Task<RandomizationAnswer> RandomizeAsync(
        Actor actor, string study, string code, string key, IReadOnlyDictionary<string, string>? asked = null, CancellationToken cancellation = default)
    {
        RequestKey.Check(key);
        var levels = asked ?? new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var mine = new TaskCompletionSource<GivenSlot?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = underway.GetOrAdd((study, code), mine.Task);
            if (first == mine.Task)
                return await AskFirstAsync(mine, actor, study, code, key, levels, cancellation);
            // Somebody has asked for the same participant and was not answered yet; what they are answered is kept for good.
            if (await first.WaitAsync(cancellation) is { } slot)
                return slot.IsAnswerTo(actor, key) ? slot.Answer : await RefuseAsync(actor, study, code, key, slot, cancellation);
        }
    }

    private async Task<RandomizationAnswer> AskFirstAsync(
        TaskCompletionSource<GivenSlot?> mine, Actor actor, string study, string code, string key, IReadOnlyDictionary<string, string> levels, CancellationToken cancellation)
    {
        GivenSlot? slot = null;
        try
        {
            var answer = await AskAsync(actor, study, code, key, levels, cancellation);
            slot = new GivenSlot(actor.AccountId, key, answer);
            return answer;
        }
        finally
        {
            underway.TryRemove((study, code), out _);
            mine.SetResult(slot);
        }
    }

    private async Task<RandomizationAnswer> AskAsync(Actor actor, string study, string code, string key, IReadOnlyDictionary<string, string> levels, CancellationToken cancellation)
    {
        // Requests that come again and are long settled wait for no writer.
        var (settled, participant) = await LookAsync(actor, study, code, key, cancellation);
        if (settled is not null)
            return settled;
        try
        {
            return await line.JoinAsync(new AllocationRequest(actor, participant, key, levels));
        }
        catch (StepRefusedException refusal) when (refusal.Kind is RefusalKind.Conflict or RefusalKind.Invalid && refusal.Code is not (RandomizationRefusals.Reused or RandomizationRefusals.Already))
        {
            await TellRefusalAsync(actor, study, code, refusal, cancellation);
            throw;
        }
    }

    // What is read of another's allocation may not be on the disk yet: nobody is told of what a power cut could still undo.
    private async Task<(RandomizationAnswer? Settled, Participant Participant)> LookAsync(Actor actor, string study, string code, string key, CancellationToken cancellation)
    {
        var (participant, given, done) = await store.ReadDurablyAsync(snapshot => LookAsync(snapshot, actor, study, code, key), looked => looked.Given is not null || looked.Done is not null, cancellation);
        if (given is not null)
            return (RandomizationAnswer.Again(given, code), participant);
        return done is null ? (null, participant) : throw RandomizationRefusals.AlreadyRandomized(code, done.RandomizationNumber, done.Arm);
    }

    private static async Task<(Participant Participant, GivenAnswer? Given, AllocationRecord? Done)> LookAsync(ConductSnapshot snapshot, Actor actor, string study, string code, string key)
    {
        var batch = snapshot.Batch();
        var (whom, given, done) = (batch.Participant(actor, Permission.Randomize, study, code), batch.Answer(study, actor.AccountId, key), batch.Allocation(study, code));
        await batch.SendAsync();
        var participant = whom();
        actor.Demand(Permission.Randomize, participant.Site);
        return (participant, given.Value, done.Value);
    }

    private async Task<RandomizationAnswer> RefuseAsync(Actor actor, string study, string code, string key, GivenSlot slot, CancellationToken cancellation) =>
        // Of a participant of another site an actor is not told even that there is one.
        actor.May(Permission.Randomize, slot.Answer.Site)
            ? throw RandomizationRefusals.AlreadyRandomized(code, slot.Answer.RandomizationNumber, slot.Answer.Arm)
            : (await LookAsync(actor, study, code, key, cancellation)).Settled ?? throw RandomizationRefusals.AlreadyRandomized(code, slot.Answer.RandomizationNumber, slot.Answer.Arm);

    private Task<int> TellRefusalAsync(Actor actor, string study, string code, StepRefusedException refusal, CancellationToken cancellation) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var file = await ParticipantFile.ReadAsync(change, await change.ParticipantAsync(actor, Permission.Randomize, study, code));
                change.Tell(RandomizationFacts.Refused(file, refusal));
                return 0;
            },
            cancellation);

    private sealed record GivenSlot(string AccountId, string Key, RandomizationAnswer Answer)
    {
        public bool IsAnswerTo(Actor actor, string key) => string.Equals(AccountId, actor.AccountId, StringComparison.Ordinal) && string.Equals(Key, key, StringComparison.Ordinal);
    }
}
