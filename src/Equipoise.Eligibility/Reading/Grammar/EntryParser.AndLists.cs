using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>"And" at the end of a list of what excludes: "terfenadine, astemizole and cisapride", "immunomodulators and vaccines".</summary>
/// <remarks>Nobody takes all of a list, and whoever excludes kinds of things excludes each of them. Of two single names ("interferon and ribavirin", "AIDS and
/// toxoplasmosis") nobody can tell whether both together are meant.</remarks>
internal sealed partial class EntryParser
{
    // What words of a list say of all of it
    private void ReadList(List<CriterionNode> nodes, List<Link> links, List<(int Start, int End, bool Framed)> starts)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            // "recent surgery within 30 days": how recent is told.
            nodes[i] = nodes[i] switch
            {
                Condition { Within: not null, Concept: ['r', 'e', 'c', 'e', 'n', 't', ' ', .. var name] } condition => condition with { Concept = name },
                Therapy { Within: not null, Concept: ['r', 'e', 'c', 'e', 'n', 't', ' ', .. var name] } therapy => therapy with { Concept = name },
                var node => node,
            };
        }

        SpreadDegrees(nodes, links, starts);
        ReadAndAsEither(nodes, links, starts);
    }

    private void ReadAndAsEither(List<CriterionNode> nodes, List<Link> links, List<(int Start, int End, bool Framed)> starts)
    {
        var last = links.Count - 1;
        if (polarity != Polarity.Exclusion || negations > 0 || guards > 0 || last < 0 || links[last] is not Link.And || links.FindIndex(link => link is not Link.Comma) != last || !(nodes.TrueForAll(AreTherapies) || nodes.TrueForAll(AreConditions)))
            return;
        if (nodes.Count == 2 && !(IsPlural(starts[last].Start - 1) && IsPlural(LastWordOf(starts[last].End))))
            return;
        links[last] = Link.Or;
        LeaveNone(starts[last].Start, starts[last].End);
    }

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

    private bool IsPlural(int index) => index >= 0 && index < at.Count && at.Upper(index) is { Length: > 4 } word && word.EndsWith('S') && !word.EndsWith("SS", StringComparison.Ordinal) && !word.EndsWith("IS", StringComparison.Ordinal) && !word.EndsWith("US", StringComparison.Ordinal) && !word.EndsWith("TES", StringComparison.Ordinal);
}
