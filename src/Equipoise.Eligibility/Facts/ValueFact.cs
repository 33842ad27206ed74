using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Facts;

/// <summary>Something measured.</summary>
/// <param name="Variable">The id in <c>variables.tsv</c>, or a performance scale: <c>ecog</c>, <c>karnofsky</c>, <c>lansky</c>.</param>
/// <param name="Value">The value, or the bound that <paramref name="Bound"/> speaks of.</param>
/// <param name="Unit">UCUM; empty where the record names none.</param>
/// <param name="Date">When it was measured; null where the record does not say.</param>
/// <param name="Source">The id of the record's entry.</param>
/// <param name="Bound">Where set, the true value stands in this relation to <paramref name="Value"/>: "less than 0.5".</param>
/// <param name="Low">The laboratory's lower limit of normal, in the same unit.</param>
/// <param name="High">The laboratory's upper limit of normal, in the same unit.</param>
public sealed record ValueFact(string Variable, decimal Value, string Unit, FactDate? Date, string Source, Comparison? Bound = null, decimal? Low = null, decimal? High = null)
{
    /// <summary>What stands where the value should, for one that could not be read; null for one that was. Nobody knows such a value, and
    /// an older one does not count in its place.</summary>
    public string? Unread { get; init; }

    /// <summary>A value that is on record and could not be read.</summary>
    public static ValueFact NotRead(string variable, string written, FactDate? date, string source) =>
        new(variable, 0, "", date, source) { Unread = Fhir.Json.Short(written) };
}
