namespace Equipoise.Eligibility.Evaluation;

/// <summary>A study's criteria judged for one patient.</summary>
/// <param name="Patient">The patient's id.</param>
/// <param name="Answer">What it comes to; never a blended score.</param>
/// <param name="Failed">The ids of the criteria that are not met.</param>
/// <param name="Missing">What is missing, most decisive first.</param>
/// <param name="Criteria">Each criterion with its verdict, in the order of the list.</param>
public sealed record PatientAnswer(string Patient, Answer Answer, IReadOnlyList<string> Failed, IReadOnlyList<MissingFact> Missing, IReadOnlyList<CriterionVerdict> Criteria);
