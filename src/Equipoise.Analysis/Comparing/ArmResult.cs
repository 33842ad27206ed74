using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Analysis.Comparing;

/// <summary>What one arm's curve shows. Times are in months of 30.4375 days.</summary>
/// <param name="Code">The arm's code.</param>
/// <param name="Participants">How many of the set are counted in it.</param>
/// <param name="Events">How many have had the event.</param>
/// <param name="Curve">The Kaplan–Meier curve.</param>
/// <param name="Median">The median with its limits (log-log); not a number where the curve does not come down that far.</param>
/// <param name="AtOneYear">Survival at 12 months with its limits (log-log).</param>
public sealed record ArmResult(
    string Code, int Participants, int Events, SurvivalCurve Curve, (double Time, double Lower, double Upper) Median, Landmark AtOneYear);
