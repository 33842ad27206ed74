using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>"And" at the end of a list of what excludes: "terfenadine, astemizole and cisapride", "immunomodulators and vaccines".</summary>
/// <remarks>Nobody takes all of a list, and whoever excludes kinds of things excludes each of them; so does who excludes two diseases. Of two single treatments ("interferon and
/// ribavirin"), and of a cancer or AIDS and what it has come to, nobody can tell whether both together are meant.</remarks>
internal sealed partial class EntryParser
{
    // What words of a list say of all of it
    private void ReadList(List<CriterionNode> nodes, List<Link> links, List<(int Start, int End, bool Framed)> starts)
    {
        for (var i = 0; i < nodes.Count; i++)
            nodes[i] = DatedOnce(nodes[i]);
        SpreadDegrees(nodes, links, starts);
        SpreadNeeds(nodes, links, starts);
        ReadAndAsEither(nodes, links, starts);
    }

    // "recent surgery within 30 days": how recent is told.
    private static CriterionNode DatedOnce(CriterionNode node) => node switch
    {
        Condition { Within: not null, Concept: ['r', 'e', 'c', 'e', 'n', 't', ' ', .. var name] } condition => condition with { Concept = name },
        Therapy { Within: not null, Concept: ['r', 'e', 'c', 'e', 'n', 't', ' ', .. var name] } therapy => therapy with { Concept = name },
        _ => node,
    };

    private void ReadAndAsEither(List<CriterionNode> nodes, List<Link> links, List<(int Start, int End, bool Framed)> starts)
    {
        var last = links.Count - 1;
        if (polarity != Polarity.Exclusion || negations > 0 || guards > 0 || last < 0 || links[last] is not Link.And || links.FindIndex(link => link is not Link.Comma) != last || !(nodes.TrueForAll(AreTherapies) || nodes.TrueForAll(AreConditions)))
            return;
        if (nodes.Count == 2 && !(IsPlural(starts[last].Start - 1) && IsPlural(LastWordOf(starts[last].End))) && !AreTwoThings(nodes[0], nodes[1], starts[last].End))
            return;
        links[last] = Link.Or;
        LeaveNone(starts[last].Start, starts[last].End);
    }

    private static readonly Lexing.WordSet AtOnce = Lexing.WordSet.Of("both", "together", "simultaneous", "simultaneously", "concomitant", "concomitantly", "coexisting", "co-existing", "combined", "combination", "accompanied", "associated", "complicated", "between", "concurrent", "double", "overlap", "overlapping");

    // "asthma and COPD", "phenobarbital and other barbiturates"
    private bool AreTwoThings(CriterionNode one, CriterionNode next, int begins)
    {
        if (AreTherapies(one) && (at.Upper(begins) is "OTHER" || IsAnyOf(begins)))
            return true;
        if (!AreConditions(one) || !AreConditions(next) || Leaves(one).Any(IsOfTumor) || Leaves(next).Any(IsOfTumor) || related || at.Upper(begins) is "RELATED" or "ASSOCIATED" or "RESULTING" or "CONSEQUENT" or "SUBSEQUENT" or "SPECIFIED" or "ACCOMPANYING" or "ITS" or "THEIR")
            return false;
        for (var i = 0; i < at.Count; i++)
        {
            if (at[i].Kind == Lexing.TokenKind.Word && AtOnce.Contains(at[i].Spelling))
                return false;
        }

        return true;
    }

    private static bool IsOfTumor(CriterionNode leaf) => leaf is Condition condition && (IsCancer(condition) || IsTnm(condition) || condition.Concept.StartsWith("stage ", StringComparison.Ordinal) || condition.Concept.Contains("metasta", StringComparison.Ordinal) || condition.Concept.EndsWith("AIDS", StringComparison.Ordinal) || condition.Concept.EndsWith("disease", StringComparison.Ordinal) && condition.Concept.Contains("measurable", StringComparison.Ordinal));

    private void LeaveNone(int from, int to) => residue.RemoveAll(index => index >= from && index < to);

    private static bool AreTherapies(CriterionNode node) => Leaves(node).All(leaf => leaf is Therapy { Exists: true, Comparison: null }) && node is Therapy or AnyOf;

    private static bool AreConditions(CriterionNode node) => Leaves(node).All(leaf => leaf is Condition { Exists: true } condition && !IsBiomarker(condition)) && node is Condition or AnyOf;

    // The last word before a time, a bracket or the end
    private int LastWordOf(int from)
    {
        var end = from;
        var here = at.Position;
        for (; end < here && at.SignAt(end) is not ('(' or ',' or '.' or ';'); end++)
        {
            at.Position = end;
            if (end > from && at.Is(Lexing.WordKind.Within))
                break;
        }

        at.Position = here;
        return end - 1;
    }

    // "gout and treated with warfarin, apixaban or dabigatran": a list behind "and" is one of the two. Without a comma nobody can tell where it begins.
    private AllOf? OneAndAny(List<CriterionNode> nodes, List<Link> links)
    {
        if (polarity != Polarity.Inclusion || negations > 0 || guards > 0 || links.Count < 2 || links[0] != Link.And || links[^1] != Link.Or || links.Skip(1).Any(link => link is not (Link.Comma or Link.Or)) || !nodes.TrueForAll(node => node is Condition or Therapy))
            return null;
        var rest = nodes[1..];
        if (links.Count == 2 || !(rest.TrueForAll(AreTherapies) || rest.TrueForAll(AreConditions)))
            residue.Add(at.Position - 1);
        return new AllOf([nodes[0], Combine(rest, links[1..], 0)]);
    }

    private bool IsPlural(int index) => index >= 0 && index < at.Count && at.Upper(index) is { Length: > 4 } word && word.EndsWith('S') && !word.EndsWith("SS", StringComparison.Ordinal) && !word.EndsWith("IS", StringComparison.Ordinal) && !word.EndsWith("US", StringComparison.Ordinal) && !word.EndsWith("TES", StringComparison.Ordinal);

    // "treatment with any sulfonylurea and meglitinide"
    private bool IsAnyOf(int begins)
    {
        for (var i = 1; i < begins; i++)
        {
            if (at.Upper(i) is "ANY" && at.Upper(i - 1) is "WITH" or "OF")
                return true;
        }

        return false;
    }
}
