namespace Equipoise.Search.Segments;

/// <summary>What a group's list of a word's documents says its documents by.</summary>
internal enum ListBasis
{
    /// <summary>Their numbers.</summary>
    None,

    /// <summary>Which of all the word's documents they are.</summary>
    Word,

    /// <summary>Which of the documents of the word's longest list they are.</summary>
    Longest,
}
