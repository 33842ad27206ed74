namespace Equipoise.Eligibility.Criteria;

/// <summary>Holds where every part holds.</summary>
public sealed record AllOf(IReadOnlyList<CriterionNode> Of) : CriterionNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<CriterionNode> Parts => Of;
}
