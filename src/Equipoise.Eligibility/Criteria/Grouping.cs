namespace Equipoise.Eligibility.Criteria;

/// <summary>How the entries below a lead-in belong together.</summary>
public enum Grouping
{
    /// <summary>Each counts by itself.</summary>
    Each,

    /// <summary>One of them is enough: "at least one of the following".</summary>
    Any,

    /// <summary>A number of them is enough, in <see cref="Criterion.AtLeast"/>.</summary>
    AtLeast,
}
