namespace Equipoise.Conduct.Queries;

/// <summary>What a person says to the questions of edit checks before their entry is kept. An entry that comes without one, as from a program, is
/// kept with its questions open.</summary>
/// <param name="Reasons">Why an answer is right all the same, by the check that asks; a question that has no reason is put to the person.</param>
public sealed record Confirmation(IReadOnlyDictionary<string, string> Reasons)
{
    /// <summary>Nothing is said yet.</summary>
    public static Confirmation None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The reason given to a check; null for none.</summary>
    public string? ReasonFor(string check) => Reasons.TryGetValue(check, out var reason) && reason.Trim() is { Length: > 0 } said ? said : null;
}
