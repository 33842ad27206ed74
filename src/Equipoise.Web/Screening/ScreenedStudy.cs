using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Web.Screening;

/// <summary>A study's criteria judged for the patients of a record.</summary>
/// <param name="Study">The study's criteria.</param>
/// <param name="Answers">The answers, a patient each.</param>
public sealed record ScreenedStudy(StudyCriteria Study, IReadOnlyList<PatientAnswer> Answers);
