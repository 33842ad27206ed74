namespace Equipoise.Eligibility.Criteria;

/// <summary>A limit that depends: where the guard holds, <paramref name="Then"/> counts, otherwise <paramref name="Else"/>.</summary>
/// <param name="Guard">What decides, such as liver metastases.</param>
/// <param name="Then">What is asked where the guard holds.</param>
/// <param name="Else">What is asked where it does not; null where nothing is.</param>
public sealed record Given(CriterionNode Guard, CriterionNode Then, CriterionNode? Else) : CriterionNode
{
    /// <inheritdoc/>
    public override IReadOnlyList<CriterionNode> Parts => Else is null ? [Guard, Then] : [Guard, Then, Else];
}
