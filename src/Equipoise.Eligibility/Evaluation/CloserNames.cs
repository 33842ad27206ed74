using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Which facts of a record say in wider words what another fact of it says closer, or deny it so.</summary>
internal static class CloserNames
{
    /// <summary>The facts, each with the concepts that another names closer.</summary>
    public static IReadOnlyList<EventFact> Mark(IReadOnlyList<EventFact> facts, Concepts concepts)
    {
        EventFact[]? marked = null;
        for (var i = 0; facts.Count > 1 && i < facts.Count; i++)
        {
            List<string>? closer = null;
            for (var j = 0; j < facts[i].Concepts.Count; j++)
            {
                if (IsNamedCloser(facts[i].Concepts[j], facts, concepts))
                    (closer ??= []).Add(facts[i].Concepts[j]);
            }

            if (closer is not null)
                (marked ??= [.. facts])[i] = facts[i] with { NamedCloser = closer };
        }

        return marked ?? facts;
    }

    private static bool IsNamedCloser(string concept, IReadOnlyList<EventFact> facts, Concepts concepts)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i].Standing is Standing.Absent or Standing.Uncertain)
                continue;
            for (var j = 0; j < facts[i].Concepts.Count; j++)
            {
                if (!string.Equals(facts[i].Concepts[j], concept, StringComparison.Ordinal) && concepts.IsA(facts[i].Concepts[j], concept))
                    return true;
            }
        }

        return false;
    }
}
