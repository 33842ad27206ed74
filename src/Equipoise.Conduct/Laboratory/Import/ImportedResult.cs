namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>What became of one reported result.</summary>
/// <param name="Where">Where in the file it stands.</param>
/// <param name="Outcome"><c>entered</c>, <c>unchanged</c> (on record already) or <c>refused</c>.</param>
/// <param name="Participant">The participant; null where nobody was found.</param>
/// <param name="Entry">The entry that holds it; null where none does.</param>
/// <param name="Sentence">Why it was refused, or what is to be known; null for nothing.</param>
public sealed record ImportedResult(string Where, string Outcome, string? Participant, string? Entry, string? Sentence)
{
    /// <summary>Entered into a form.</summary>
    public const string Entered = "entered";

    /// <summary>On record already, so that nothing was done.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>Not taken.</summary>
    public const string Refused = "refused";
}
