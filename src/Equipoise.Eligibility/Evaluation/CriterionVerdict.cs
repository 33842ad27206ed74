using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>One criterion judged for one patient.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Verdict">Whether its requirement is fulfilled.</param>
/// <param name="Finding">Whether its statement holds, and why.</param>
/// <param name="Decides">False for an entry of a list of which one or some are enough: there the lead-in decides.</param>
public sealed record CriterionVerdict(Criterion Criterion, Verdict Verdict, Finding Finding, bool Decides);
