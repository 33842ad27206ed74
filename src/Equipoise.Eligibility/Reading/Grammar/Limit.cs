using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A comparison with a quantity, before it is known what is compared.</summary>
internal sealed record Limit(Comparison Comparison, Quantity Quantity);
