using System.Collections.Frozen;
using System.Text;

namespace Equipoise.Registry.Essie;

/// <summary>Takes an expression apart into tokens.</summary>
internal static class EssieLexer
{
    private static readonly FrozenSet<string> Keywords = new[]
    {
        "NOT", "AND", "OR", "SEARCH", "AREA", "RANGE", "DISTANCE", "COVERAGE", "EXPANSION", "TILT", "ALL", "MISSING", "MIN", "MAX",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Shorter names of two operators, from the registry's former interface. Without a bracket they are words: COVER is a trial.
    private static readonly FrozenDictionary<string, string> FormerNames =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["COVER"] = "COVERAGE", ["EXPAND"] = "EXPANSION" }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a word means something to the language.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>The tokens in their order; the last is <see cref="EssieTokenKind.End"/>.</summary>
    /// <exception cref="EssieException">A quotation mark has no partner.</exception>
    public static List<EssieToken> Read(string text)
    {
        var tokens = new List<EssieToken>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = ReadOne(text, at);
            tokens.Add(token);
            at = token.End;
        }

        tokens.Add(new EssieToken(EssieTokenKind.End, "<EOF>", text.Length, text.Length));
        return tokens;
    }

    private static EssieToken ReadOne(string text, int start) => text[start] switch
    {
        '(' => new(EssieTokenKind.Open, "(", start, start + 1),
        ')' => new(EssieTokenKind.Close, ")", start, start + 1),
        '[' => new(EssieTokenKind.OpenBracket, "[", start, start + 1),
        ']' => new(EssieTokenKind.CloseBracket, "]", start, start + 1),
        ',' => new(EssieTokenKind.Comma, ",", start, start + 1),
        '"' => ReadQuoted(text, start),
        _ => ReadWord(text, start),
    };

    private static EssieToken ReadQuoted(string text, int start)
    {
        var inside = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '"')
                return new(EssieTokenKind.Quoted, inside.ToString(), start, at + 1);
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            inside.Append(text[at]);
        }

        throw new EssieException($"token recognition error at: '{Shown(text[start..])}'", start);
    }

    private static EssieToken ReadWord(string text, int start)
    {
        var word = new StringBuilder();
        var isEscaped = false;
        var at = start;
        for (; at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or '[' or ']' or ',' or '"'); at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]))
            {
                isEscaped = true;
                at++;
            }

            word.Append(text[at]);
        }

        var said = word.ToString();
        if (!isEscaped && at < text.Length && text[at] == '[' && FormerNames.TryGetValue(said, out var name))
            said = name;
        return new(!isEscaped && Keywords.Contains(said) ? EssieTokenKind.Keyword : EssieTokenKind.Word, said, start, at);
    }

    /// <summary>The beginning of a text, short enough for a sentence.</summary>
    public static string Shown(string text) => text.Length > 60 ? $"{text[..60]}…" : text;
}
