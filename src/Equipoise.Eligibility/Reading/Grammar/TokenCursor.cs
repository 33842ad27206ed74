using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A place in the tokens of one entry, with what phrases begin there. It counts its steps and stops for good when
/// they are used up, so that no text can keep a parser busy.</summary>
internal sealed class TokenCursor
{
    /// <summary>Steps allowed for each token of an entry.</summary>
    public const int StepsPerToken = 600;

    private static readonly PhraseMatch[] None = [];

    private readonly List<PhraseMatch> scratch = [];
    private readonly string text;
    private readonly List<Token> tokens;
    private readonly PhraseMatch[]?[] phrases;
    private readonly Lexicon lexicon;
    private readonly long limit;
    private readonly string?[] capitals;

    public TokenCursor(string text, List<Token> tokens, Lexicon lexicon)
    {
        this.text = text;
        this.tokens = tokens;
        this.lexicon = lexicon;
        phrases = new PhraseMatch[]?[tokens.Count];
        capitals = new string?[tokens.Count];
        limit = ((long)tokens.Count * StepsPerToken) + 1000;
    }

    /// <summary>The token looked at.</summary>
    public int Position { get; set; }

    /// <summary>How much was done.</summary>
    public long Steps { get; private set; }

    public bool AtEnd => Position >= tokens.Count || Exhausted;

    /// <summary>The steps are used up: what is left was not read.</summary>
    public bool Exhausted => Steps > limit;

    public Token this[int index] => tokens[index];

    public int Count => tokens.Count;

    /// <summary>The first character of the token looked at, where it is a sign; otherwise a blank.</summary>
    public char Sign => SignAt(Position);

    public char SignAt(int index) => index >= 0 && index < tokens.Count && tokens[index].Kind == TokenKind.Sign ? Normal(text[tokens[index].Start]) : ' ';

    public bool TakeSign(char sign)
    {
        Steps++;
        if (AtEnd || Sign != sign)
            return false;
        Position++;
        return true;
    }

    /// <summary>The number looked at, in digits; null where there is none.</summary>
    public decimal? NumberHere => !AtEnd && tokens[Position].Kind == TokenKind.Number ? tokens[Position].Number : null;

    /// <summary>The text from one token up to another, its blanks made one.</summary>
    public string Text(int from, int to) => string.Join(' ', text[tokens[from].Start..tokens[to - 1].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ';', ',');

    /// <summary>A token in capitals; empty beyond the last.</summary>
    public string Upper(int index) => index < 0 || index >= tokens.Count ? "" : capitals[index] ??= Word(index).ToUpperInvariant();

    public string Word(int index) => index < tokens.Count ? text[tokens[index].Start..tokens[index].End] : "";

    /// <summary>Whether the token looked at is this word, whatever its capitals.</summary>
    public bool WordIs(string word) => Position < tokens.Count && text.AsSpan(tokens[Position].Start, tokens[Position].End - tokens[Position].Start).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of the longest phrase of a kind that begins here, which is passed over.</summary>
    public string? Take(WordKind kind)
    {
        if (Longest(kind) is not { } match)
            return null;
        Position = match.End;
        return match.Phrase.Value;
    }

    /// <summary>The same, but only where no longer phrase of another kind begins here.</summary>
    public string? TakeWhole(WordKind kind)
    {
        if (Longest(kind) is not { } match || match.End < End(Here()))
            return null;
        Position = match.End;
        return match.Phrase.Value;
    }

    public bool Is(WordKind kind) => Longest(kind) is not null;

    /// <summary>All phrases that begin here, the shortest first.</summary>
    public PhraseMatch[] Here()
    {
        Steps++;
        if (AtEnd)
            return None;
        if (phrases[Position] is { } known)
            return known;
        scratch.Clear();
        lexicon.Phrases.Find(text, tokens, Position, tokens.Count, scratch);
        if (scratch.Count == 0 && tokens[Position].Kind == TokenKind.Word && AgentNames.Find(text.AsSpan(tokens[Position].Start, tokens[Position].End - tokens[Position].Start)) is { } agent)
            scratch.Add(new PhraseMatch(new Phrase(WordKind.Therapy, agent, Exact: null), Position + 1));
        DropShouted();
        return phrases[Position] = scratch.Count == 0 ? None : [.. scratch];
    }

    // "ALL" is a leukemia beside small letters, and "all" among capitals.
    private void DropShouted()
    {
        if (scratch.Count < 2 || scratch[^1] is not { Phrase: { Kind: WordKind.Condition, Exact: not null }, End: var end } || end != Position + 1 || scratch[0] is not { Phrase.Kind: WordKind.Filler })
            return;
        var next = Word(end);
        if (next.Length > 1 && char.IsAsciiLetterUpper(next[0]) && char.IsAsciiLetterUpper(next[1]))
            scratch.RemoveAll(match => match.Phrase.Kind == WordKind.Condition && match.End == end);
        else
            scratch.RemoveAll(match => match.Phrase.Kind == WordKind.Filler && match.End == end);
    }

    /// <summary>The unit that begins here, in UCUM; null where there is none.</summary>
    public string? TakeUnit()
    {
        Steps++;
        if (AtEnd)
            return null;
        scratch.Clear();
        lexicon.Units.Find(text, tokens, Position, tokens.Count, scratch);
        if (scratch.Count == 0)
            return null;
        Position = scratch[^1].End;
        return scratch[^1].Phrase.Value;
    }

    private static int End(PhraseMatch[] found) => found.Length == 0 ? 0 : found[^1].End;

    private static char Normal(char sign) => sign switch
    {
        '–' or '—' or '−' or '‐' or '‑' or '‒' => '-',
        '⁰' or '¹' or '²' or '³' or '⁴' or '⁵' or '⁶' or '⁷' or '⁸' or '⁹' => '^',
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '⁄' or '∕' or '／' => '/',
        '[' => '(',
        ']' => ')',
        '{' => '(',
        '}' => ')',
        _ => sign,
    };

    private PhraseMatch? Longest(WordKind kind)
    {
        var found = Here();
        for (var i = found.Length - 1; i >= 0; i--)
        {
            if (found[i].Phrase.Kind == kind)
                return found[i];
        }

        return null;
    }
}
