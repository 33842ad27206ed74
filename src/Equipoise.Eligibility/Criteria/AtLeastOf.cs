namespace Equipoise.Eligibility.Criteria;

/// <summary>Holds where at least <paramref name="Count"/> of the parts hold.</summary>
public sealed record AtLeastOf(int Count, IReadOnlyList<CriterionNode> Of) : CriterionNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<CriterionNode> Parts => Of;
}
