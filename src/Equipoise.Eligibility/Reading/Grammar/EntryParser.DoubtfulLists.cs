using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Lists of which a word says more than was read: "0-1, or 2 if due to metastases", "less than 4 weeks since other radiotherapy", "except: basal cell carcinoma. Cervical carcinoma".</summary>
internal sealed partial class EntryParser
{
    private void DoubtLists(CriterionNode tree)
    {
        for (var i = 1; i < at.Count; i++)
        {
            var doubtful = at.Upper(i) switch
            {
                // "0-1, or 2 if …": the condition is of the last alone.
                "OR" => polarity == Polarity.Inclusion && i + 2 < at.Count && at[i + 1].Kind == TokenKind.Number && at.Upper(i + 2) is "IF" or "WHEN" or "ONLY" && at.Holds(WordKind.Scale) && Guards(tree),
                "OTHER" => IsOtherOfSameKind(tree, i),
                "KNOWN" => at.SignAt(i - 1) == ',' && at.Upper(i + 1) is "TO" && at.Upper(i + 2) is not ("BE" or "HAVE" or "SUFFER"),
                _ => at.SignAt(i) == ':' && Has(i - 1, WordKind.Except) && tree is AllOf or AnyOf && HoldsSentence(i),
            };
            if (doubtful)
                residue.Add(i);
        }

        if (IsTailOfBracket(tree))
            residue.Add(at.Count - 1);
    }

    private bool Has(int index, WordKind kind) => (at.KindsAt(index) >> (int)kind & 1) != 0;

    private static bool Guards(CriterionNode node) => node is Given { Else: null } || node.Parts.Any(Guards);

    // "palliative radiotherapy within 2 weeks or other radiotherapy within 4": not the one that was named
    private bool IsOtherOfSameKind(CriterionNode tree, int other)
    {
        if (!Has(other + 1, WordKind.Therapy))
            return false;
        var here = at.Position;
        at.Position = other + 1;
        var kind = at.TakeWhole(WordKind.Therapy);
        at.Position = here;
        var given = Leaves(tree).OfType<Therapy>().ToList();
        return kind is not null && given.Exists(leaf => leaf.Within is not null && string.Equals(leaf.Concept, kind, StringComparison.Ordinal)) &&
            given.Exists(leaf => leaf.Concept.EndsWith($" {kind}", StringComparison.Ordinal) && CurrentWord(leaf.Concept) is null && leaf.Within != given.First(one => string.Equals(one.Concept, kind, StringComparison.Ordinal)).Within);
    }

    // "except: one. Another.": the second sentence may be one more exception.
    private bool HoldsSentence(int colon)
    {
        for (var i = colon + 1; i < at.Count - 1; i++)
        {
            if (at.SignAt(i) == '.')
                return true;
        }

        return false;
    }

    // "ddI, ddC).": the end of a line whose beginning stands elsewhere
    private bool IsTailOfBracket(CriterionNode tree)
    {
        if (at.Count < 2 || at[0].Kind != TokenKind.Word || !char.IsAsciiLetterLower(at.Letters(0)[0]) || Leaves(tree).Any(leaf => leaf is not (Therapy or Condition)))
            return false;
        var closed = false;
        for (var i = 0; i < at.Count; i++)
        {
            if (at.SignAt(i) == '(')
                return false;
            closed |= at.SignAt(i) == ')' && i > 2;
        }

        return closed;
    }
}
