namespace Equipoise.Eligibility.Facts;

/// <summary>Why something of which a record speaks is not known.</summary>
/// <param name="IsConflict">The record says several things; else what it says cannot be read.</param>
/// <param name="Sentence">What the record says, and what to do about it.</param>
public sealed record Doubt(bool IsConflict, string Sentence)
{
    /// <summary>The doubt about what can be said once only; null where it was said once, or not at all.</summary>
    /// <param name="what">What it is: <c>date of birth</c>.</param>
    /// <param name="said">What the record says, each once.</param>
    /// <param name="isRead">Whether it was understood.</param>
    internal static Doubt? Of(string what, IReadOnlyList<string> said, bool isRead) => said.Count switch
    {
        0 => null,
        1 when isRead => null,
        1 => new Doubt(IsConflict: false, $"The {what} on record, '{Fhir.Json.Short(said[0])}', cannot be read."),
        _ => new Doubt(IsConflict: true, $"The record holds more than one {what}: {string.Join(", ", said.Take(3).Select(Fhir.Json.Short))}. Check whose record it is, and leave the right one."),
    };
}
