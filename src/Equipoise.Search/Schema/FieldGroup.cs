namespace Equipoise.Search.Schema;

/// <summary>Text fields that are searched as one, each with its weight. A group has posting lists of its own, so that a
/// word costs one list however many fields the group has; a text field outside every group can still be searched by its
/// name, more slowly.</summary>
/// <remarks>Scores follow BM25F in its simple form (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted
/// fields, CIKM 2004): the weighted occurrences of a word in all fields are summed before they saturate,
/// <c>tf = Σ weight · occurrences</c>, and the length of a document is summed with the same weights. Both are kept to within
/// a sixteenth of an octave.</remarks>
/// <param name="Name">Unique among the table's groups and fields.</param>
/// <param name="Weights">Each field's weight, above 0 and at most 64.</param>
public sealed record FieldGroup(string Name, IReadOnlyDictionary<string, double> Weights)
{
    /// <summary>How fast repetition saturates (BM25's k1).</summary>
    public double Saturation { get; init; } = 1.2;

    /// <summary>How much a long document is held back, from 0 to 1 (BM25's b).</summary>
    public double LengthPenalty { get; init; } = 0.75;
}
