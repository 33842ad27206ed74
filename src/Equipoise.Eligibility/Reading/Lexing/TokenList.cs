namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>The tokens of one stretch of text, in a list that is used again.</summary>
internal sealed class TokenList
{
    private Token[] tokens = new Token[64];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public ref readonly Token this[int index] => ref tokens[index];

    /// <summary>The array in which they stand, until the next is added.</summary>
    public Token[] Array => tokens;

    public void Add(Token token)
    {
        if (Count == tokens.Length)
            System.Array.Resize(ref tokens, Count * 2);
        tokens[Count++] = token;
    }

    /// <summary>Adds one whose spelling is not looked up yet.</summary>
    public void Add(TokenKind kind, int start, int end, bool glued) => Add(new Token(Spelling.None, kind, ' ', start, end, glued));

    /// <summary>Whether the last is of a kind.</summary>
    public bool EndsIn(TokenKind kind) => Count > 0 && tokens[Count - 1].Kind == kind;

    /// <summary>Looks up the spellings of those that have none.</summary>
    public void LookUp(string text, Spellings spellings)
    {
        foreach (ref var token in tokens.AsSpan(0, Count))
        {
            if (ReferenceEquals(token.Spelling, Spelling.None))
                token = new Token(spellings.Of(text.AsSpan(token.Start, token.End - token.Start), token.Kind), token.Start, token.End, token.Glued);
        }
    }

    /// <summary>Takes some out.</summary>
    public void Remove(int start, int count)
    {
        System.Array.Copy(tokens, start + count, tokens, start, Count - start - count);
        Count -= count;
    }

    /// <summary>Reads another word in the place of one.</summary>
    public void Say(int index, Spelling word) => tokens[index] = new Token(word, tokens[index].Start, tokens[index].End, glued: false);

    /// <summary>Reads one word in the place of a word, a hyphen and a word.</summary>
    public void Join(int index, Spelling word)
    {
        tokens[index] = new Token(word, tokens[index].Start, tokens[index + 2].End, glued: false);
        Remove(index + 1, 2);
    }

    public void Clear() => Count = 0;
}
