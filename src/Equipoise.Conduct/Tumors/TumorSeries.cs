namespace Equipoise.Conduct.Tumors;

/// <summary>All assessments of one participant by one evaluator.</summary>
/// <param name="Baseline">The day of the first.</param>
/// <param name="BaselineSum">The sum of target diameters then, in millimeters; null without targets.</param>
/// <param name="Assessments">Those after it, in order of time.</param>
/// <param name="Warnings">What in the choice of lesions is not as RECIST 1.1 has it, each a sentence.</param>
public sealed record TumorSeries(DateOnly Baseline, decimal? BaselineSum, IReadOnlyList<TumorAssessment> Assessments, IReadOnlyList<string> Warnings);
