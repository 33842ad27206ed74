using System.Globalization;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>Cuts a text into tokens in one pass.</summary>
/// <remarks>Registry texts are Markdown: a backslash before a sign is no character of the text. A raised digit becomes a
/// caret and the digit, so that <c>10⁹</c> and <c>10^9</c> are the same.</remarks>
internal static class Lexer
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Adds the tokens of one stretch of the text to a list.</summary>
    /// <remarks>First the text is cut, then the spellings are looked up: one after another without a branch between them, so that the processor waits for several
    /// at once.</remarks>
    public static void Cut(string text, int start, int end, Spellings spellings, TokenList tokens)
    {
        var position = start;
        var last = start;
        while (position < end)
        {
            var sign = text[position];
            // "patient(s)": one or more
            if (sign == '(' && position == last && position + 2 < end && text[position + 1] is 's' && text[position + 2] == ')' && tokens.EndsIn(TokenKind.Word))
            {
                position = last = position + 3;
                continue;
            }

            if (char.IsWhiteSpace(sign) || sign is '\u200B' or '\uFEFF' || (sign == '\\' && position + 1 < end && !char.IsLetterOrDigit(text[position + 1])))
            {
                position++;
                if (sign == '\\' && position - 1 == last)
                    last = position;
                continue;
            }

            var glued = position == last && tokens.Count > 0;
            position = One(text, position, end, spellings, tokens, glued);
            last = position;
        }

        tokens.LookUp(text, spellings);
    }

    private static int One(string text, int start, int end, Spellings spellings, TokenList tokens, bool glued)
    {
        var sign = text[start];
        if (char.IsAsciiLetter(sign))
            return Word(text, start, end, tokens, glued);
        if (IsDigit(sign) || (sign == '.' && start + 1 < end && char.IsAsciiDigit(text[start + 1]) && !(glued && tokens.EndsIn(TokenKind.Number))))
            return Number(text, start, end, spellings, tokens, glued);
        if (sign == '³' && IsLostSign(text, start, end, glued, tokens))
        {
            tokens.Add(new Token(spellings.Of(text.AsSpan(start, 1), TokenKind.Sign, "≥", 0), start, start + 1, glued));
            return start + 1;
        }

        if (IsRaised(sign))
            return Raised(text, start, end, spellings, tokens);
        if (char.IsLetter(sign))
            return Word(text, start, end, tokens, glued);
        tokens.Add(TokenKind.Sign, start, start + 1, glued);
        return start + 1;
    }

    private static int Word(string text, int start, int end, TokenList tokens, bool glued)
    {
        var sign = text[start];
        var stop = start + 1;
        // "3xULN" and "1.5x10" hide a times sign.
        var times = sign is 'x' or 'X' && tokens.EndsIn(TokenKind.Number) && stop < end && (char.IsAsciiDigit(text[stop]) || text[stop] is 'U' or 'L' or 'I');
        while (!times && stop < end && IsInWord(text, stop, end))
            stop++;
        stop = BeforeNumber(text, start, stop);
        tokens.Add(TokenKind.Word, start, stop, glued);
        return stop;
    }

    private static readonly string[] BeforeNumbers = ["least", "most", "than", "age", "aged", "over", "under", "above", "below", "within", "of", "is", "to", "recist", "irecist", "mrecist", "ctcae"];

    // "at least18 years": a blank lost before a number
    private static int BeforeNumber(string text, int start, int stop)
    {
        if (!char.IsAsciiDigit(text[stop - 1]))
            return stop;
        var letters = start;
        while (letters < stop && char.IsAsciiLetter(text[letters]))
            letters++;
        for (var i = letters; i < stop; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                return stop;
        }

        var word = text.AsSpan(start, letters - start);
        foreach (var known in BeforeNumbers)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase))
                return letters;
        }

        return stop;
    }

    // Chinese and Japanese texts write digits as wide as their letters.
    private static bool IsDigit(char sign) => char.IsAsciiDigit(sign) || sign is >= FullWidthZero and <= '９';

    private const char FullWidthZero = '０';

    // "age ³ 18": in the Symbol typeface the code of a raised three is that of "≥". It stands between blanks, before a number.
    private static bool IsLostSign(string text, int start, int end, bool glued, TokenList tokens)
    {
        if (glued || (tokens.EndsIn(TokenKind.Word) && text.AsSpan(tokens[^1].Start, tokens[^1].End - tokens[^1].Start) is "mm" or "m" or "cm"))
            return false;
        var next = start + 1;
        while (next < end && text[next] == ' ')
            next++;
        return next < end && char.IsAsciiDigit(text[next]);
    }

    private static bool IsInWord(string text, int position, int end) =>
        char.IsAsciiLetterOrDigit(text[position]) || (text[position] > 127 && char.IsLetterOrDigit(text[position]) && !IsRaised(text[position])) ||
        (text[position] is '\'' or '’' && position + 1 < end && char.IsLetter(text[position + 1]));

    private static bool IsRaised(char sign) => sign > 127 && Superscripts.Contains(sign, StringComparison.Ordinal);

    private static int Number(string text, int start, int end, Spellings spellings, TokenList tokens, bool glued)
    {
        var position = Digits(text, start, end);
        while (IsGroup(text, start, position, end))
            position += 4;
        if (position + 1 < end && text[position] is '.' or '．' && IsDigit(text[position + 1]))
            position = Digits(text, position + 1, end);
        var written = text.AsSpan(start, position - start);
        if (written.Length <= LongestWide && written.ContainsAnyInRange('．', '９'))
            tokens.Add(new Token(WideNumber(written, spellings), start, position, glued));
        else
            tokens.Add(Spellings.IsTooLong(written) ? TokenKind.Word : TokenKind.Number, start, position, glued);
        return position;
    }

    private static Spelling WideNumber(ReadOnlySpan<char> written, Spellings spellings)
    {
        Span<char> narrow = stackalloc char[LongestWide];
        for (var i = 0; i < written.Length; i++)
            narrow[i] = written[i] switch { >= FullWidthZero and <= '９' => (char)(written[i] - FullWidthZero + '0'), '．' => '.', _ => written[i] };
        return spellings.Of(narrow[..written.Length], TokenKind.Number);
    }

    private const int LongestWide = 28;

    // ",500" after one to three digits; a space does the same before "000".
    private static bool IsGroup(string text, int start, int position, int end) =>
        position - start is >= 1 && (position - start <= 3 || text.AsSpan(start, position - start).ContainsAny(',', ' ')) && position + 3 < end + 0 &&
        (text[position] == ',' || (text[position] == ' ' && text.AsSpan(position + 1, 3) is "000")) &&
        char.IsAsciiDigit(text[position + 1]) && char.IsAsciiDigit(text[position + 2]) && char.IsAsciiDigit(text[position + 3]) &&
        (position + 4 >= end || !char.IsAsciiDigit(text[position + 4]));

    private static int Digits(string text, int position, int end)
    {
        while (position < end && IsDigit(text[position]))
            position++;
        return position;
    }

    private static int Raised(string text, int start, int end, Spellings spellings, TokenList tokens)
    {
        var position = start;
        var value = 0m;
        while (position < end && position - start < 3 && Superscripts.IndexOf(text[position], StringComparison.Ordinal) is >= 0 and var digit)
        {
            value = (value * 10) + digit;
            position++;
        }

        tokens.Add(new Token(spellings.Of(text.AsSpan(start, position - start), TokenKind.Sign, "^", 0), start, position, glued: true));
        tokens.Add(new Token(spellings.Of(text.AsSpan(start, position - start), TokenKind.Number, value.ToString(CultureInfo.InvariantCulture), value), start, position, glued: true));
        return position;
    }
}
