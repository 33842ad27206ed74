using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Matching;

/// <summary>One study's logic.</summary>
internal sealed class CompiledStudy
{
    public CompiledStudy(string id, IReadOnlyList<Criterion> criteria, Step?[] steps)
    {
        (Id, Criteria, Steps) = (id, criteria, steps);
        var optional = criteria.Where(criterion => criterion.Grouping != Grouping.Each).Select(criterion => criterion.Id).ToHashSet(StringComparer.Ordinal);
        Asked = [.. criteria.Zip(steps).Where(one => one.Second is { Kind: not StepKind.Unknown }).Select(one => new AskedStep(one.Second!, one.First.Parent is null || !optional.Contains(one.First.Parent), one.First.Polarity == Polarity.Inclusion))];
    }

    public string Id { get; }

    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>The logic of each criterion; null where nothing is asked.</summary>
    public Step?[] Steps { get; }

    /// <summary>What programs can say something of, side by side: most entries of most studies ask nothing or are for people.</summary>
    public AskedStep[] Asked { get; }
}
