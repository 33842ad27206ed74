namespace Equipoise.Eligibility.Facts;

/// <summary>What a laboratory calls normal, for values that came without their own range.</summary>
/// <param name="Variable">The id in <c>variables.tsv</c>.</param>
/// <param name="Unit">UCUM.</param>
/// <param name="Low">The lower limit of normal; null where there is none.</param>
/// <param name="High">The upper limit of normal; null where there is none.</param>
/// <param name="Sex"><c>male</c> or <c>female</c> where the range is theirs alone; null for everybody's.</param>
/// <param name="From">The first age in full years for which it holds; null where there is none.</param>
/// <param name="To">The last one; null where there is none.</param>
public sealed record ReferenceRange(string Variable, string Unit, decimal? Low, decimal? High, string? Sex = null, int? From = null, int? To = null);
