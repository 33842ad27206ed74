using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Facts;

/// <summary>Something else that is so or not, such as pregnancy or consent.</summary>
public sealed record CircumstanceFact(CircumstanceKind Kind, string Concept, bool Holds, FactDate? Date, string Source);
