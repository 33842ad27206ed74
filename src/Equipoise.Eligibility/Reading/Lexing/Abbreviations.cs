namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Abbreviations in brackets in the middle of a name: "central nervous system (CNS) lymphoma" is read as "central nervous system lymphoma".</summary>
internal static class Abbreviations
{
    private const int Longest = 6;

    /// <summary>Takes out of the tokens each abbreviation whose letters begin the words before it, and behind which the name goes on.</summary>
    public static void Drop(string text, TokenList tokens)
    {
        for (var open = tokens.Count - 4; open > 0; open--)
        {
            if (IsSign(text, tokens[open], '(', '[') && IsSign(text, tokens[open + 2], ')', ']') && tokens[open + 1].Kind == TokenKind.Word && tokens[open + 3].Kind == TokenKind.Word && GoesOn(text, tokens[open + 3]) && Abbreviates(text, tokens, open))
                tokens.Remove(open, 3);
        }
    }

    private static bool IsSign(string text, Token token, char one, char other) => token.Kind == TokenKind.Sign && (text[token.Start] == one || text[token.Start] == other);

    // A noun that the name before it has not had yet
    private static bool GoesOn(string text, Token next)
    {
        var word = text.AsSpan(next.Start, next.End - next.Start);
        foreach (var noun in Nouns)
        {
            if (word.StartsWith(noun, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static readonly string[] Nouns = ["lymphoma", "leukemia", "disease", "disorder", "metasta", "tumor", "tumour", "cancer", "carcinoma", "bleeding", "hemorrhage", "involvement", "inhibitor", "inducer", "mutation", "transplant", "neoplas", "malignan", "perforation", "obstruction", "antagonist", "agonist", "analog", "toxicity"];

    private static bool Abbreviates(string text, TokenList tokens, int open)
    {
        var letters = text.AsSpan(tokens[open + 1].Start, tokens[open + 1].End - tokens[open + 1].Start);
        if (letters.Length is < 2 or > Longest || letters.ContainsAnyExceptInRange('A', 'Z'))
            return false;
        // The letters begin as many words, or they begin and go through one long word.
        var word = open - 1;
        if (letters.Length <= open && Begins(text, tokens, open, letters))
            return true;
        return tokens[word].Kind == TokenKind.Word && tokens[word].End - tokens[word].Start > 7 && char.ToUpperInvariant(text[tokens[word].Start]) == letters[0];
    }

    private static bool Begins(string text, TokenList tokens, int open, ReadOnlySpan<char> letters)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            var token = tokens[open - letters.Length + i];
            if (token.Kind != TokenKind.Word || char.ToUpperInvariant(text[token.Start]) != letters[i])
                return false;
        }

        return true;
    }
}
