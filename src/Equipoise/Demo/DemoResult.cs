using System.Globalization;
using Equipoise.Analysis.Comparing;
using Equipoise.Reports;

namespace Equipoise.Demo;

/// <summary>What came of a demo.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Sites">How many sites there were.</param>
/// <param name="Counts">What happened to participants.</param>
/// <param name="Requests">How many requests were made.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Ended">The simulated day of the final analysis.</param>
/// <param name="Cuts">The addresses of the frozen data.</param>
/// <param name="Comparisons">What the final analysis shows.</param>
/// <param name="Problems">What does not hold at its end.</param>
internal sealed record DemoResult(
    ulong Seed, int Sites, DemoCounts Counts, int Requests, TimeSpan Duration, DateOnly Ended, IReadOnlyList<string> Cuts, IReadOnlyList<ComparisonResult> Comparisons, IReadOnlyList<string> Problems)
{
    public string Text() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Simulated: {Counts.Screened:N0} screened at {Sites} sites, {Counts.Failed:N0} failed, {Counts.Randomized:N0} randomized, {Counts.Deaths:N0} died; final analysis on {Ended:yyyy-MM-dd}
          {string.Join("; ", Comparisons.Select(Words))}
          {Requests:N0} requests to the API in {Duration.TotalSeconds:N1} s, {Requests / Duration.TotalSeconds:N0} a second
          {(Problems.Count == 0 ? "trail whole, lists as committed, slots without gaps, days in order, counts agree" : string.Join("\n  ", Problems))}
        """);

    public string Json(string folder, bool isKept, Uri site) => JsonReport.Of(document => document
        .Truth("simulated", true).Text("seed", Seed.ToString(CultureInfo.InvariantCulture)).Whole("sites", Sites).Whole("screened", Counts.Screened).Whole("screenFailures", Counts.Failed)
        .Whole("randomized", Counts.Randomized).Whole("deaths", Counts.Deaths).Text("finalAnalysis", Ended.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        .Whole("requests", Requests).Number("seconds", Duration.TotalSeconds).Texts("cuts", Cuts)
        .Objects("comparisons", Comparisons, (one, comparison) => one
            .Text("experimental", comparison.Experimental).Text("control", comparison.Control).Whole("events", comparison.Events)
            .Number("hazardRatio", comparison.HazardRatio?.Estimate ?? double.NaN).Number("lower", comparison.HazardRatio?.Lower ?? double.NaN).Number("upper", comparison.HazardRatio?.Upper ?? double.NaN)
            .Number("p", comparison.PValue ?? double.NaN).Number("adjustedP", comparison.AdjustedPValue ?? double.NaN))
        .Texts("problems", Problems)
        .Text("url", site.ToString()).Text("data", isKept ? folder : null));

    private static string Words(ComparisonResult comparison) => comparison.HazardRatio is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"{comparison.Experimental} against {comparison.Control}: hazard ratio {ratio.Estimate:F2} ({ratio.Lower:F2} to {ratio.Upper:F2})")
        : $"{comparison.Experimental} against {comparison.Control}: {comparison.Note}";
}
