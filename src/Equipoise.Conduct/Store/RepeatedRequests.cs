using System.Text.Json;
using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Store;

/// <summary>Answers of steps by the key of their request, kept in the step's own transaction.</summary>
internal static class RepeatedRequests
{
    /// <summary>What the request was answered before; null where it is new.</summary>
    /// <exception cref="StepRefusedException">The key was used for another request.</exception>
    public static async Task<Kept<T>?> FindAsync<T>(ConductChange change, RequestKey request)
    {
        if (await change.AnswerAsync(change.Trail, change.Actor.AccountId, request.Key) is not { } given)
            return null;
        return string.Equals(given.Fingerprint, request.Fingerprint, StringComparison.Ordinal)
            ? new Kept<T>(JsonSerializer.Deserialize<T>(given.Answer)!)
            : throw StepRefusedException.Conflict("key-reused", "This request key was used for another request: choose a new one for each.");
    }

    /// <summary>Keeps what a step answers.</summary>
    /// <exception cref="RequestTakenException">The same request was answered meanwhile.</exception>
    public static async Task KeepAsync<T>(ConductChange change, RequestKey request, T answer)
    {
        if (!await change.KeepAnswerAsync(request.Key, new GivenAnswer { Fingerprint = request.Fingerprint, Answer = JsonSerializer.Serialize(answer) }))
            throw new RequestTakenException();
    }

    /// <summary>An answer, which may itself be nothing.</summary>
    internal sealed record Kept<T>(T Value);
}
