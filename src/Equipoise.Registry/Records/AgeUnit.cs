namespace Equipoise.Registry.Records;

/// <summary>The units in which the registry states an age or a time span.</summary>
public enum AgeUnit
{
    /// <summary>Minutes.</summary>
    Minutes,

    /// <summary>Hours.</summary>
    Hours,

    /// <summary>Days.</summary>
    Days,

    /// <summary>Weeks of seven days.</summary>
    Weeks,

    /// <summary>Months: twelve to the year.</summary>
    Months,

    /// <summary>Years.</summary>
    Years,
}
