namespace Equipoise.Eligibility.Criteria;

/// <summary>How a value is compared with a limit.</summary>
public enum Comparison
{
    /// <summary>The limit or more.</summary>
    AtLeast,

    /// <summary>More than the limit.</summary>
    Above,

    /// <summary>The limit or less.</summary>
    AtMost,

    /// <summary>Less than the limit.</summary>
    Below,

    /// <summary>The limit exactly.</summary>
    Equal,
}
