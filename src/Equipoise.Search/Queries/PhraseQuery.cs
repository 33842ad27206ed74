namespace Equipoise.Search.Queries;

/// <summary>Words in order, within one value of one field.</summary>
/// <param name="Target">A group or a text field, or several text fields with <see cref="FieldMark"/> between them.</param>
/// <param name="Text">The words; one word alone is a <see cref="TermQuery"/>.</param>
public sealed record PhraseQuery(string Target, string Text) : Query
{
    /// <summary>Stands between several text fields that are searched as one group is, in one pass.</summary>
    public const char FieldMark = '|';

    /// <summary>Only the words as written, but for their case.</summary>
    public bool Exact { get; init; }

    /// <summary>How many further words may stand between the first and the last, in all; the order stays.</summary>
    public int Slop { get; init; }

    /// <summary>Where in the value it has to stand; not to be had together with <see cref="Slop"/>. A word that stands in the value as
    /// joined parts, such as <c>PD-1</c> for <c>PD1</c>, counts as anchored only where the query writes it so too.</summary>
    public PhraseAnchor Anchor { get; init; }
}
