using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;

namespace Equipoise.Conduct.Randomization;

/// <summary>Somebody's request to randomize a participant, under way.</summary>
/// <param name="Actor">Who asks.</param>
/// <param name="Participant">Whom, as they were found a moment ago.</param>
/// <param name="Key">The request's idempotency key.</param>
/// <param name="Levels">The levels of factors that no form holds, by the factors' codes.</param>
internal sealed record AllocationRequest(Actor Actor, Participant Participant, string Key, IReadOnlyDictionary<string, string> Levels)
{
    private readonly TaskCompletionSource<RandomizationAnswer> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer; fails where it is refused.</summary>
    public Task<RandomizationAnswer> Answer => outcome.Task;

    /// <summary>Gives it the answer.</summary>
    public void Settle(RandomizationAnswer answer) => outcome.TrySetResult(answer);

    /// <summary>Says why there is none.</summary>
    public void Fail(Exception failure) => outcome.TrySetException(failure);
}
