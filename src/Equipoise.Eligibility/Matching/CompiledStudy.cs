using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Matching;

/// <summary>One study's logic.</summary>
internal sealed class CompiledStudy
{
    public CompiledStudy(string id, IReadOnlyList<Criterion> criteria, Step?[] steps)
    {
        (Id, Criteria, Steps) = (id, criteria, steps);
        var optional = criteria.Where(criterion => criterion.Grouping != Grouping.Each).Select(criterion => criterion.Id).ToHashSet(StringComparer.Ordinal);
        Decides = [.. criteria.Select(criterion => criterion.Parent is null || !optional.Contains(criterion.Parent))];
    }

    public string Id { get; }

    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>The logic of each criterion; null where nothing is asked.</summary>
    public Step?[] Steps { get; }

    /// <summary>False for an entry of a list of which one or some are enough.</summary>
    public bool[] Decides { get; }
}
