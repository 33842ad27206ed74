namespace Equipoise.Search.Highlighting;

/// <summary>How a text is shown.</summary>
public sealed record HighlightOptions
{
    /// <summary>How many pieces at most; 0 gives the whole text as one piece with every mark.</summary>
    public int Fragments { get; init; } = 3;

    /// <summary>How long a piece is, about, in UTF-16 code units.</summary>
    public int Length { get; init; } = 160;

    /// <summary>How many words of the text are looked at; what follows is not marked.</summary>
    public int WordLimit { get; init; } = 50_000;
}
