using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Plans;

/// <summary>When a comparison is given up for futility at an interim look: one of two ways to draw the boundary.</summary>
/// <param name="Spending">How beta, 1 − power, is spent over the looks; null where the conditional power decides.</param>
/// <param name="Power">The power whose error is spent; 0 where the conditional power decides.</param>
/// <param name="ConditionalPower">The probability of rejecting later, if the trend goes on, below which it is futile; null where beta is spent.</param>
/// <param name="IsBinding">Whether the boundary must be kept: then the upper boundaries count on it. Else alpha holds even if nobody stops.</param>
public sealed record FutilityRule(SpendingFunction? Spending, double Power, double? ConditionalPower, bool IsBinding)
{
    /// <summary>The rule in words.</summary>
    public string Words => $"{(Spending is null
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"conditional power below {ConditionalPower:0.####}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"beta of {1 - Power:0.####} spent by {Spending.Name}"))}, {(IsBinding ? "binding" : "not binding")}";
}
