namespace Equipoise.Eligibility.Criteria;

/// <summary>Holds where one part holds or more.</summary>
public sealed record AnyOf(IReadOnlyList<CriterionNode> Of) : CriterionNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<CriterionNode> Parts => Of;
}
