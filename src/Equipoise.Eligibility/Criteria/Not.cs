namespace Equipoise.Eligibility.Criteria;

/// <summary>Holds where the group does not. A single leaf is negated by its own <c>exists</c> instead.</summary>
public sealed record Not(CriterionNode Of) : CriterionNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<CriterionNode> Parts => [Of];
}
