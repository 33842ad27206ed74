namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Which phrases begin with a word as it is written, found out once for each <see cref="Spelling"/>.</summary>
/// <remarks>Immutable: it is shared by all threads.</remarks>
/// <param name="phrases">The phrases that are this word alone.</param>
/// <param name="node">The trie's node of the word; zero where no phrase begins with it.</param>
/// <param name="follows">One bit for each 64th word: whether any such word follows in a longer phrase.</param>
internal sealed class Beginning(Phrase[] phrases, int node, ulong follows)
{
    /// <summary>Of a word with which none begins: most of them.</summary>
    public static readonly Beginning None = new([], 0, 0);

    /// <summary>The phrases that are this word alone.</summary>
    public Phrase[] Phrases { get; } = phrases;

    /// <summary>The phrase that is this word alone, where there is one only.</summary>
    public Phrase? Only { get; } = phrases is [var only] ? only : null;

    /// <summary>What that phrase does.</summary>
    public WordKind Kind { get; } = phrases is [var only] ? only.Kind : default;

    /// <summary>Several phrases are this word alone.</summary>
    public bool HasSeveral { get; } = phrases.Length > 1;

    /// <summary>Where the trie goes on.</summary>
    public int Node { get; } = node;

    /// <summary>Whether longer phrases begin with it.</summary>
    public bool GoesOn => follows != 0;

    /// <summary>Whether a word may follow in a longer phrase; that it does is for the trie to say.</summary>
    public bool MayGoOn(int word) => word >= 0 && (follows >> (word & 63) & 1) != 0;
}
