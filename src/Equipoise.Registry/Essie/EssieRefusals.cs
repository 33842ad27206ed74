namespace Equipoise.Registry.Essie;

/// <summary>What to say of a token that cannot stand where it stands.</summary>
/// <remarks>Programs take these sentences apart, so they are those that the registry's own parser, made by ANTLR 4, was seen to
/// say: which of them depends on whether the token could be left out, and on whether words stand in front of it.</remarks>
/// <param name="text">The expression.</param>
/// <param name="tokens">Its tokens.</param>
internal sealed class EssieRefusals(string text, IReadOnlyList<EssieToken> tokens)
{
    private const string Operators = "'SEARCH', 'AREA', 'RANGE', 'DISTANCE', Coverage, Expansion, 'TILT', 'ALL', 'MISSING', 'MIN', 'MAX', "
        + "EscapedKeyword, BooleanLiteral, DecimalLiteral, DateLiteral, TimeLiteral, RadiusLiteral, StringLiteral, Term";

    private const string End = "<EOF>";

    /// <summary>Something stands where the expression could end.</summary>
    public EssieException AfterWhole(int at) => tokens[at].Kind == EssieTokenKind.Close
        ? Of($"extraneous input ')' expecting {End}", at)
        : Of($"{BeforeBracket(at)}mismatched input '{Shown(at)}' expecting {{{End}, '(', ',', 'NOT', 'AND', 'OR', {Operators}}}", at);

    /// <summary>No part begins where one has to.</summary>
    public EssieException NoPart(int at)
    {
        var token = tokens[at];
        if (token.Kind == EssieTokenKind.End && at > 0 && (tokens[at - 1].Is("AND") || tokens[at - 1].Is("OR")))
            return Of("inner bool query clause cannot be null", at);
        var couldBeLeftOut = token.Kind != EssieTokenKind.End && MayBegin(tokens[at + 1]);
        var said = $"{(couldBeLeftOut ? "extraneous" : "mismatched")} input '{Shown(at)}' expecting {{{(at == 0 ? $"{End}, " : "")}'(', ',', 'NOT', {Operators}}}";
        var hasPartner = token.Kind == EssieTokenKind.OpenBracket && tokens.Skip(at).Any(later => later.Kind == EssieTokenKind.CloseBracket);
        return Of(couldBeLeftOut && hasPartner ? $"{said}\nextraneous input ']' expecting {End}" : said, at);
    }

    /// <summary>A parenthesis stays open.</summary>
    /// <param name="at">The token where it would have to close.</param>
    /// <param name="open">How many are open there.</param>
    /// <param name="start">Where the innermost of them stands in the text: that is where a person looks for it.</param>
    public EssieException Unclosed(int at, int open, int start)
    {
        if (tokens[at].Kind != EssieTokenKind.End)
            return Of(NotClosing(at), at);
        return open > 1
            ? new EssieException(NotClosing(at), start)
            : new EssieException($"{(WordsBefore(at) > 1 ? $"no viable alternative at input '{Shown(at - 1)}'\n" : "")}missing ')' at '{End}'", start);
    }

    private string NotClosing(int at) =>
        $"{BeforeBracket(at)}mismatched input '{Shown(at)}' expecting {{'(', ')', ',', 'NOT', 'AND', 'OR', {Operators}}}";

    // Words and a bracket could have become an operator, had the word before the bracket been one.
    private string BeforeBracket(int at)
    {
        var words = WordsBefore(at);
        return tokens[at].Kind == EssieTokenKind.OpenBracket && words > 1
            ? $"no viable alternative at input '{EssieLexer.Shown(text[tokens[at - words].Start..tokens[at].End])}'\n"
            : "";
    }

    private int WordsBefore(int at) => tokens.Take(at).Reverse().TakeWhile(token => token.Kind == EssieTokenKind.Word).Count();

    private static bool MayBegin(EssieToken token) =>
        token.Kind is EssieTokenKind.Word or EssieTokenKind.Quoted or EssieTokenKind.Open
        || (token.Kind == EssieTokenKind.Keyword && !token.Is("AND") && !token.Is("OR"));

    private string Shown(int at) => EssieLexer.Shown(tokens[at].Text);

    private EssieException Of(string message, int at) => new(message, tokens[at].Start);
}
