using Equipoise.Registry.Essie.Expressions;

namespace Equipoise.Registry.Essie;

/// <summary>Reads an expression of the registry's query language, top down: <c>OR</c> binds least, then <c>AND</c> and mere
/// succession, then <c>NOT</c> and the operators in front of a part, then the parts themselves.</summary>
/// <remarks>Grammar and precedence as the registry's page on complex search queries gives them. Operators are in capitals.</remarks>
public sealed class EssieParser
{
    /// <summary>How deep parts may stand within each other.</summary>
    public const int MostDepth = 50;

    /// <summary>How many tokens an expression may have.</summary>
    public const int MostTokens = 10_000;

    private readonly List<EssieToken> tokens;
    private readonly EssieRefusals refusals;
    private readonly EssieOperators operators;
    private int at;
    private int depth;
    private int open;

    private EssieParser(string text)
    {
        tokens = EssieLexer.Read(text);
        refusals = new EssieRefusals(text, tokens);
        operators = new EssieOperators(this);
    }

    /// <summary>The token that is next.</summary>
    internal EssieToken Next => tokens[at];

    /// <summary>Reads an expression; one without words is <c>ALL</c>.</summary>
    /// <exception cref="EssieException">It is none.</exception>
    public static Expression Parse(string text)
    {
        var parser = new EssieParser(text);
        if (parser.tokens.Count > MostTokens)
            throw new EssieException($"Too complicated query: the expression has more than {MostTokens} words: make it shorter", parser.tokens[MostTokens].Start);
        parser.SkipCommas();
        if (parser.Next.Kind == EssieTokenKind.End)
            return new AllExpression();
        var expression = parser.ReadOr();
        return parser.Next.Kind == EssieTokenKind.End ? expression : throw parser.refusals.AfterWhole(parser.at);
    }

    /// <summary>Takes the next token.</summary>
    internal EssieToken Take() => tokens[at++];

    /// <summary>Takes the next token, which has to be of a kind.</summary>
    internal EssieToken Take(EssieTokenKind kind, string shown)
    {
        if (Next.Kind == kind)
            return Take();
        throw Next.Kind == EssieTokenKind.End
            ? new EssieException($"missing {shown} at '<EOF>'", Next.Start)
            : Unexpected(shown);
    }

    /// <summary>What to say of the next token.</summary>
    internal EssieException Unexpected(string expected) =>
        new($"mismatched input '{EssieLexer.Shown(Next.Text)}' expecting {expected}", Next.Start);

    /// <summary>Reads a part with the operators in front of it.</summary>
    internal Expression ReadUnary()
    {
        if (++depth > MostDepth)
            throw new EssieException($"Too complicated query: the expression is nested more than {MostDepth} deep: make it simpler", Next.Start);
        var start = Next.Start;
        var part = operators.TryRead() ?? ReadSource();
        depth--;
        return part with { Position = start };
    }

    private Expression ReadOr()
    {
        var start = Next.Start;
        var parts = new List<Expression> { ReadAnd() };
        while (Next.Is("OR"))
        {
            Take();
            parts.Add(ReadAnd());
        }

        return parts.Count == 1 ? parts[0] : new OrExpression(parts) { Position = start };
    }

    private Expression ReadAnd()
    {
        var start = Next.Start;
        SkipCommas();
        var parts = new List<Expression> { ReadUnary() };
        while (true)
        {
            SkipCommas();
            if (Next.Is("AND"))
                Take();
            else if (Next.Kind is EssieTokenKind.End or EssieTokenKind.Close || Next.Is("OR") || !MayStart(Next))
                break;
            parts.Add(ReadUnary());
        }

        return parts.Count == 1 ? parts[0] : new AndExpression(parts) { Position = start };
    }

    private Expression ReadSource()
    {
        var token = Next;
        switch (token.Kind)
        {
            case EssieTokenKind.Open:
                return ReadGroup();
            case EssieTokenKind.Quoted:
                return new TermExpression(Take().Text, IsQuoted: true);
            case EssieTokenKind.Word:
            case EssieTokenKind.Keyword when token.Is("MIN") || token.Is("MAX"):
                return new TermExpression(ReadWords(), IsQuoted: false);
            default:
                throw refusals.NoPart(at);
        }
    }

    private Expression ReadGroup()
    {
        var start = Take().Start;
        open++;
        var inner = ReadOr();
        if (Next.Kind != EssieTokenKind.Close)
            throw refusals.Unclosed(at, open, start);
        Take();
        open--;
        return inner;
    }

    // A run of words is one term; a comma within it is a blank.
    private string ReadWords()
    {
        var words = new List<string>();
        while (true)
        {
            if (Next.Kind == EssieTokenKind.Word || Next.Is("MIN") || Next.Is("MAX"))
                words.Add(Take().Text);
            else if (Next.Kind == EssieTokenKind.Comma)
                Take();
            else
                return string.Join(' ', words);
        }
    }

    private void SkipCommas()
    {
        while (Next.Kind == EssieTokenKind.Comma)
            Take();
    }

    private static bool MayStart(EssieToken token) =>
        token.Kind is EssieTokenKind.Word or EssieTokenKind.Quoted or EssieTokenKind.Open or EssieTokenKind.Keyword;
}
