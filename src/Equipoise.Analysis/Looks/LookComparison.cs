namespace Equipoise.Analysis.Looks;

/// <summary>What a look shows of one comparison.</summary>
public sealed record LookComparison
{
    /// <summary>What it is called: <c>B-C</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Events of both arms.</summary>
    public required int Events { get; init; }

    /// <summary>The events that are all of its information.</summary>
    public required double PlannedEvents { get; init; }

    /// <summary>The information fraction that the plan foresees for this look.</summary>
    public required double PlannedInformation { get; init; }

    /// <summary>The information fraction: events by planned events.</summary>
    public required double Information { get; init; }

    /// <summary>The statistic of the stratified log-rank test, positive where the arm under study does better.</summary>
    public required double Z { get; init; }

    /// <summary>Its one-sided p-value.</summary>
    public required double PValue { get; init; }

    /// <summary>Its share of alpha at this look, after what was passed on to it; at a rejection, the share with which it was rejected.</summary>
    public required double Share { get; init; }

    /// <summary>The p-value that is just significant, by that share and the information seen; 0 where it has no share.</summary>
    public required double NominalLevel { get; init; }

    /// <summary>The boundary of <see cref="Z"/> that belongs to it; infinite where it has no share.</summary>
    public required double Boundary { get; init; }

    /// <summary>The smallest error over all comparisons and looks with which the procedure would reject it by now; 1 where that is above one half.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>The number of the look at which it was rejected; null where it is not.</summary>
    public required int? RejectedAt { get; init; }

    /// <summary>The boundary of <see cref="Z"/> below which the comparison is given up for futility; null where there is none at this look.</summary>
    public double? FutilityBoundary { get; init; }

    /// <summary>Whether it is futile by that boundary.</summary>
    public bool IsFutile => RejectedAt is null && Z < FutilityBoundary;

    /// <summary>The hazard ratio; null where it cannot be estimated.</summary>
    public required double? HazardRatio { get; init; }

    /// <summary>Its lower limit.</summary>
    public required double? Lower { get; init; }

    /// <summary>Its upper limit.</summary>
    public required double? Upper { get; init; }

    /// <summary>The probability of rejecting at a later look of the plan if the trend of the data goes on; null at the final look, or once rejected.</summary>
    public required double? ConditionalPower { get; init; }
}
