namespace Equipoise.Statistics.Survival.Regression;

/// <summary>One row of a forest plot.</summary>
/// <param name="Variable">The variable that makes the subgroup; <c>all</c> for everybody.</param>
/// <param name="Level">Its value.</param>
/// <param name="Treated">Rows in the treated arm.</param>
/// <param name="TreatedEvents">Their events.</param>
/// <param name="Control">Rows in the control arm.</param>
/// <param name="ControlEvents">Their events.</param>
/// <param name="HazardRatio">Treated over control; not a number where it cannot be estimated.</param>
/// <param name="Lower">Its lower limit.</param>
/// <param name="Upper">Its upper limit.</param>
/// <param name="PValue">The two-sided p-value of the Wald test.</param>
/// <param name="IsInfinite">True where one arm has no events, so that the ratio has no finite estimate.</param>
/// <param name="InteractionPValue">The probability of such differences between the variable's subgroups if there are none.</param>
/// <param name="InteractionDegreesOfFreedom">The degrees of freedom of that test.</param>
public sealed record SubgroupEffect(
    string Variable, string Level, int Treated, int TreatedEvents, int Control, int ControlEvents, double HazardRatio, double Lower, double Upper, double PValue, bool IsInfinite,
    double InteractionPValue, int InteractionDegreesOfFreedom);
