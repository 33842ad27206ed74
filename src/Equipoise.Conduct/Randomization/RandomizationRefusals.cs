namespace Equipoise.Conduct.Randomization;

/// <summary>Why a request gets no slot, where more than one place says so.</summary>
internal static class RandomizationRefusals
{
    public const string Already = "already-randomized";
    public const string Reused = "key-reused";

    public static StepRefusedException KeyReused() =>
        StepRefusedException.Conflict(Reused, "This idempotency key was used for another request: give each request its own.");

    public static StepRefusedException AlreadyRandomized(string code, string number, string arm) =>
        StepRefusedException.Conflict(Already, $"{code} is randomized already: {number}, arm {arm}.");
}
