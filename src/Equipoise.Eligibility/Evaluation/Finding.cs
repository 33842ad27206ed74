namespace Equipoise.Eligibility.Evaluation;

/// <summary>Whether one statement holds for one patient, and why.</summary>
/// <param name="Truth">Whether it holds.</param>
/// <param name="Reason">For what is unknown, why; null otherwise.</param>
/// <param name="Evidence">The facts it rests on.</param>
/// <param name="SettledBy">For what is unknown, the one fact that would settle it or bring it nearest.</param>
/// <param name="Sentence">It in words.</param>
public sealed record Finding(Truth Truth, Reason? Reason, IReadOnlyList<Evidence> Evidence, string? SettledBy, string Sentence)
{
    /// <summary>For what is unknown, every fact that it waits for, <see cref="SettledBy"/> among them.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = SettledBy is null ? [] : [SettledBy];

    /// <summary>Known.</summary>
    public static Finding Known(bool holds, IReadOnlyList<Evidence> evidence, string sentence) => new(holds ? Truth.True : Truth.False, null, evidence, null, sentence);

    /// <summary>Not known.</summary>
    public static Finding Unknown(Reason reason, string? settledBy, string sentence, params IReadOnlyList<Evidence> evidence) => new(Truth.Unknown, reason, evidence, settledBy, sentence);
}
