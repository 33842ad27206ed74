using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Essie;

/// <summary>What an expression asks that was hardly meant: words that would join if they were written in capitals, and ranges that
/// begin above their end. Such an expression is answered as it stands.</summary>
public static class EssieHints
{
    /// <summary>The hints for an expression that can be asked, each a sentence, in the order in which it gives rise to them.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="target">Where it looks where it does not say.</param>
    /// <exception cref="EssieException">It cannot be read or asked.</exception>
    public static IReadOnlyList<string> Of(string text, EssieTarget target) => [.. SmallWords(text), .. ReversedRanges(EssieParser.Parse(text), target)];

    // A word of the language in small letters, not escaped, where the same word in capitals would join or deny.
    private static List<string> SmallWords(string text)
    {
        var tokens = EssieLexer.Read(text);
        var found = new List<string>();
        var isInBrackets = false;
        for (var at = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            isInBrackets = token.Kind == EssieTokenKind.OpenBracket || (isInBrackets && token.Kind != EssieTokenKind.CloseBracket);
            if (isInBrackets || token.Kind != EssieTokenKind.Word || token.Text.ToUpperInvariant() is not ("AND" or "OR" or "NOT") || token.End - token.Start != token.Text.Length)
                continue;
            var isNot = token.Text.Length == 3 && char.ToUpperInvariant(token.Text[0]) == 'N';
            if (MayBegin(tokens[at + 1]) && (isNot || (at > 0 && MayEnd(tokens[at - 1]))))
                found.Add(token.Text);
        }

        return [.. found.Distinct(StringComparer.Ordinal).Select(word =>
            $"“{word}” is searched for as a word here: written in capitals, {word.ToUpperInvariant()} {(char.ToUpperInvariant(word[0]) == 'N' ? "leaves out what follows it" : "joins what stands on its sides")}.")];
    }

    private static bool MayBegin(EssieToken token) =>
        token.Kind is EssieTokenKind.Word or EssieTokenKind.Quoted or EssieTokenKind.Open || (token.Kind == EssieTokenKind.Keyword && !token.Is("AND") && !token.Is("OR"));

    private static bool MayEnd(EssieToken token) =>
        token.Kind is EssieTokenKind.Word or EssieTokenKind.Quoted or EssieTokenKind.Close || token.Is("ALL") || token.Is("MISSING") || token.Is("MIN") || token.Is("MAX");

    private static IEnumerable<string> ReversedRanges(Expression expression, EssieTarget target) => expression switch
    {
        AndExpression and => and.Parts.SelectMany(part => ReversedRanges(part, target)),
        OrExpression or => or.Parts.SelectMany(part => ReversedRanges(part, target)),
        NotExpression not => ReversedRanges(not.Inner, target),
        AreaExpression area => ReversedRanges(area.Inner, EssieTarget.Find(area.Name) ?? target),
        SearchExpression search => ReversedRanges(search.Inner, target),
        CoverageExpression coverage => ReversedRanges(coverage.Inner, target),
        ExpansionExpression expansion => ReversedRanges(expansion.Inner, target),
        TiltExpression tilt => ReversedRanges(tilt.Inner, target),
        RangeExpression range when IsReversed(range, target) => [$"RANGE[{range.Min ?? "MAX"}, {range.Max ?? "MIN"}] holds nothing: its first end lies above its second. The smaller one comes first."],
        _ => [],
    };

    private static bool IsReversed(RangeExpression range, EssieTarget target)
    {
        if (range.IsEmpty)
            return true;
        if (range.Min is not { } min || range.Max is not { } max || target.Field is not { } field)
            return false;
        if (target.IsSize)
            return SizeQueries.Read(min, range.MinPosition) > SizeQueries.Read(max, range.MaxPosition);
        return field.Type is FieldType.Date or FieldType.Number or FieldType.WholeNumber or FieldType.Duration
            && FieldValues.First(min, field, range.MinPosition) > FieldValues.Last(max, field, range.MaxPosition);
    }
}
