namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Abbreviations in brackets in the middle of a name: "central nervous system (CNS) lymphoma" is read as "central nervous system lymphoma".</summary>
internal static class Abbreviations
{
    private const int Longest = 6;

    /// <summary>How many words before it an abbreviation may stand for.</summary>
    public const int MostWords = 8;

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

    private static readonly string[] Nouns = ["lymphoma", "leukemia", "disease", "disorder", "metasta", "tumor", "tumour", "cancer", "carcinoma", "bleeding", "hemorrhage", "involvement", "inhibitor", "inducer", "mutation", "transplant", "neoplas", "malignan", "perforation", "obstruction", "antagonist", "agonist", "analog", "toxicity", "adenocarcinoma", "melanoma", "sarcoma", "glioma", "histolog", "junction"];

    private static bool Abbreviates(string text, TokenList tokens, int open)
    {
        var letters = text.AsSpan(tokens[open + 1].Start, tokens[open + 1].End - tokens[open + 1].Start);
        if (letters.Length is < 2 or > Longest || letters.ContainsAnyExceptInRange('A', 'Z'))
            return false;
        // The letters begin as many words, or they begin and go through one long word or several.
        var word = open - 1;
        if (letters.Length <= open && Begins(text, tokens, open, letters))
            return true;
        return (tokens[word].Kind == TokenKind.Word && tokens[word].End - tokens[word].Start > 7 && char.ToUpperInvariant(text[tokens[word].Start]) == letters[0]) || RunThrough(letters, text.AsSpan(tokens[Math.Max(0, open - MostWords)].Start, tokens[open - 1].End - tokens[Math.Max(0, open - MostWords)].Start));
    }

    /// <summary>Whether letters run through words in their order, from the beginning of one of them into the last: "GEJ" through "gastroesophageal
    /// junction", "mCRPC" through "metastatic castration-resistant prostate cancer".</summary>
    public static bool RunThrough(ReadOnlySpan<char> letters, ReadOnlySpan<char> words)
    {
        if (letters.Length < 2 || words.Length < letters.Length)
            return false;
        var last = words.LastIndexOfAny(' ', '-', '/');
        var place = words.Length;
        for (var i = letters.Length - 1; i > 0; i--)
        {
            place = words[..place].LastIndexOfAny(char.ToLowerInvariant(letters[i]), char.ToUpperInvariant(letters[i]));
            if (place <= 0 || (i == letters.Length - 1 && place <= last))
                return false;
        }

        for (place--; place >= 0; place--)
        {
            // Not through "or": each of two names has letters of its own.
            if (char.ToUpperInvariant(words[place]) == char.ToUpperInvariant(letters[0]) && (place == 0 || words[place - 1] is ' ' or '-' or '/'))
                return !words[place..].Contains(" or ", StringComparison.OrdinalIgnoreCase) && !words[place..].Contains(',');
        }

        return false;
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
