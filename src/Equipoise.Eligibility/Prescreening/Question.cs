namespace Equipoise.Eligibility.Prescreening;

/// <summary>A question that a person without medical training can answer.</summary>
/// <param name="Key">Names it in a form; the same for the same meaning, whatever else a study asks.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Text">The question.</param>
/// <param name="Items">Where one answer covers several things, these.</param>
/// <param name="Criteria">The ids of the criteria that it helps to answer.</param>
public sealed record Question(string Key, QuestionKind Kind, string Text, IReadOnlyList<string> Items, IReadOnlyList<string> Criteria)
{
    /// <summary>For a number, the variable it is of; null for another question.</summary>
    public string? Variable { get; init; }

    /// <summary>Whether it names something in words that only medicine uses.</summary>
    public bool IsTechnical { get; init; }

    /// <summary>Whether a yes leaves open if it is what the criterion means.</summary>
    public bool IsWide { get; init; }
}
