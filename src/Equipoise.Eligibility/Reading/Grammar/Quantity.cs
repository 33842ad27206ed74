namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A number with what stands beside it.</summary>
/// <param name="Value">The number as written, without a power of ten that belongs to the unit.</param>
/// <param name="Unit">UCUM; null where none is written.</param>
/// <param name="Reference">Which end of the normal range it is a multiple of; null for none.</param>
/// <param name="MayBeThousands">Written with three digits after its only dot, which may part thousands: "100.000".</param>
internal sealed record Quantity(decimal Value, string? Unit, Criteria.Reference? Reference = null, bool MayBeThousands = false)
{
    /// <summary>Whether the unit is one of time.</summary>
    public bool IsTime => Unit is "a" or "mo" or "wk" or "d" or "h";
}
