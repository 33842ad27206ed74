using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>Limits whose unit the text leaves out, and which were read in the one that is customary for such a number.</summary>
internal static class SupposedUnits
{
    private static readonly string[] Following = ["and", "or", "to", "at", "in", "within", "for", "if", "unless", "but", "with", "by", "on", "during", "prior", "before", "after", "as", "without", "who", "is", "are", "be"];

    public static List<LintFinding> Of(Criterion criterion) => criterion.Tree is not { } tree ? [] :
    [
        .. CriteriaLeaves.Of(tree).OfType<Measurement>().Where(leaf => leaf.RelativeTo is null && string.Equals(CustomaryUnits.Of(leaf.Variable, leaf.Value), leaf.Unit, StringComparison.Ordinal) && StandsBare(criterion.Text, leaf.Value))
            .Select(leaf => new LintFinding("supposed-unit", [criterion.Id], $"{PlainEnglish.Of(leaf)}: the text names no unit, and {leaf.Unit} is what such a number is told in.")),
    ];

    // Wherever the number stands, nothing follows that could be its unit.
    private static bool StandsBare(string text, decimal value)
    {
        var number = PlainEnglish.Number(value);
        var plain = text.Replace(",", "", StringComparison.Ordinal);
        var found = false;
        for (var place = plain.IndexOf(number, StringComparison.Ordinal); place >= 0; place = plain.IndexOf(number, place + 1, StringComparison.Ordinal))
        {
            if ((place > 0 && (char.IsAsciiDigit(plain[place - 1]) || plain[place - 1] == '.')) || (place + number.Length < plain.Length && char.IsAsciiDigit(plain[place + number.Length])))
                continue;
            var rest = plain.AsSpan(place + number.Length).TrimStart('0').TrimStart("). \\").TrimStart();
            var word = rest[..(rest.IndexOfAnyExceptInRange('a', 'z') is var end and >= 0 ? end : rest.Length)];
            if (rest.Length > 0 && !";(,".Contains(rest[0], StringComparison.Ordinal) && (word.Length == 0 || !IsFollowing(word)) && !char.IsAsciiLetterUpper(rest[0]))
                return false;
            found = true;
        }

        return found;
    }

    private static bool IsFollowing(ReadOnlySpan<char> word)
    {
        foreach (var following in Following)
        {
            if (word.Equals(following, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
