using System.Collections;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>The leaves of a tree, in their order. Questions about them make no list of them.</summary>
internal sealed class LeafWalk(CriterionNode node) : IEnumerable<CriterionNode>
{
    /// <summary>Whether one of the leaves is so.</summary>
    public bool Any(Func<CriterionNode, bool> isSo) => Any(node, isSo);

    /// <summary>Whether each leaf is so.</summary>
    public bool All(Func<CriterionNode, bool> isSo) => All(node, isSo);

    public IEnumerator<CriterionNode> GetEnumerator() => List().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<CriterionNode> List()
    {
        var leaves = new List<CriterionNode>();
        Add(node, leaves);
        return leaves;
    }

    private static void Add(CriterionNode node, List<CriterionNode> leaves)
    {
        var parts = node.Parts;
        if (parts.Count == 0)
            leaves.Add(node);
        for (var i = 0; i < parts.Count; i++)
            Add(parts[i], leaves);
    }

    private static bool Any(CriterionNode node, Func<CriterionNode, bool> isSo)
    {
        var parts = node.Parts;
        if (parts.Count == 0)
            return isSo(node);
        for (var i = 0; i < parts.Count; i++)
        {
            if (Any(parts[i], isSo))
                return true;
        }

        return false;
    }

    private static bool All(CriterionNode node, Func<CriterionNode, bool> isSo)
    {
        var parts = node.Parts;
        if (parts.Count == 0)
            return isSo(node);
        for (var i = 0; i < parts.Count; i++)
        {
            if (!All(parts[i], isSo))
                return false;
        }

        return true;
    }
}
