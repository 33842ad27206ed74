namespace Equipoise.Eligibility.Facts;

/// <summary>What a record says of a condition or treatment.</summary>
public enum Standing
{
    /// <summary>It is or was so; whether it still is, the record does not say.</summary>
    Present,

    /// <summary>It is so now.</summary>
    Active,

    /// <summary>It was so and is over.</summary>
    Over,

    /// <summary>It is not so and was not: refuted, not done.</summary>
    Absent,

    /// <summary>The record does not commit itself: provisional, differential.</summary>
    Uncertain,
}
