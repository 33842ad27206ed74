namespace Equipoise.Eligibility.Terminology;

/// <summary>The events that a window may lie beside.</summary>
public static class Anchors
{
    // Only a protocol's author can mean it: a text's "since progression" needs to say of what.
    private const string Progression = "progression";

    /// <summary>Their names, as criteria have them: <c>randomization</c>, <c>treatmentStart</c> and the like.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. TerminologyTable.Words.Where(row => row[0] is "anchor").Select(row => row[1]).Append(Progression).Distinct(StringComparer.Ordinal)];
}
