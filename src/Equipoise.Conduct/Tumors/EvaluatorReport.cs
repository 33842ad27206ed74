using System.Globalization;
using Equipoise.Protocols.Outcomes;

namespace Equipoise.Conduct.Tumors;

/// <summary>What one evaluator saw, and the responses that follow from it by RECIST 1.1.</summary>
public sealed record EvaluatorReport
{
    /// <summary>The evaluator.</summary>
    public required string Evaluator { get; init; }

    /// <summary>What was seen, in order of time.</summary>
    public required IReadOnlyList<LesionObservation> Observations { get; init; }

    /// <summary>The evaluator's own judgments, in order of time.</summary>
    public required IReadOnlyList<ResponseCall> Calls { get; init; }

    /// <summary>The derived series; null where nothing was seen or what was seen contradicts itself, as <see cref="Findings"/> say.</summary>
    public TumorSeries? Series { get; init; }

    /// <summary>The assessments after baseline.</summary>
    public IReadOnlyList<AssessmentRow> Rows { get; init; } = [];

    /// <summary>The best overall response; null without an assessment after baseline.</summary>
    public BestResponse? Best { get; init; }

    /// <summary>What does not fit together, each a sentence.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>The smallest change of the sum from baseline in percent up to the first progression; null where there is none.</summary>
    public decimal? BestChange => UpToProgression().Min(row => row.BaselineChange);

    internal static EvaluatorReport Of(string evaluator, IReadOnlyList<LesionObservation> seen, IReadOnlyList<ResponseCall> calls, TumorResponse rules, DateOnly? randomizedOn)
    {
        var plain = new EvaluatorReport { Evaluator = evaluator, Observations = [.. seen.OrderBy(one => one.Date).ThenBy(one => one.Role).ThenBy(one => one.Lesion, StringComparer.Ordinal)], Calls = calls, Findings = [] };
        if (seen.Count == 0)
            return plain with { Findings = [.. calls.Select(call => $"{call.Entry} judges the response on {Day(call.Date)}, but no lesion was assessed.")] };
        try
        {
            var series = Recist.Assess(seen);
            List<AssessmentRow> rows = [.. series.Assessments.Select(assessment => Row(series, assessment, calls))];
            return plain with
            {
                Series = series,
                Rows = rows,
                Best = series.Assessments.Count > 0 ? BestOverallResponse.Of(series, rules.MinimumStableDays, rules.ConfirmationDays) : null,
                Findings = [.. series.Warnings, .. Unassessed(series, seen), .. Stray(series, calls), .. Late(series, randomizedOn)],
            };
        }
        catch (LesionException contradiction)
        {
            return plain with { Findings = [contradiction.Message] };
        }
    }

    private IEnumerable<AssessmentRow> UpToProgression()
    {
        foreach (var row in Rows)
        {
            yield return row;
            if (row.Derived.Overall == Response.Progressive)
                yield break;
        }
    }

    private static AssessmentRow Row(TumorSeries series, TumorAssessment assessment, IReadOnlyList<ResponseCall> calls)
    {
        var call = calls.LastOrDefault(call => call.Date == assessment.Date);
        return new AssessmentRow(
            assessment, Change(assessment.Sum, series.BaselineSum), Change(assessment.Sum, assessment.Nadir), call,
            call is null || call.Overall == assessment.Overall ? null : $"{Day(assessment.Date)}: RECIST 1.1 gives {assessment.Overall.Code()}, {call.Entry} says {call.Overall.Code()}.");
    }

    private static decimal? Change(decimal? sum, decimal? from) => sum is { } now && from is > 0 and var before ? decimal.Round(100 * (now - before) / before, 1, MidpointRounding.AwayFromZero) : null;

    // A lesion of the baseline that a later assessment does not name cannot be judged, so the response may be.
    private static IEnumerable<string> Unassessed(TumorSeries series, IReadOnlyList<LesionObservation> seen)
    {
        var followed = seen.Where(one => one.Date == series.Baseline).Select(one => one.Lesion).ToList();
        foreach (var assessment in series.Assessments)
        {
            var named = seen.Where(one => one.Date == assessment.Date).Select(one => one.Lesion).ToHashSet(StringComparer.Ordinal);
            if (followed.Where(lesion => !named.Contains(lesion)).ToList() is { Count: > 0 } missing)
                yield return $"{Day(assessment.Date)}: {(missing.Count == 1 ? "lesion" : "lesions")} {string.Join(", ", missing)} of the baseline {(missing.Count == 1 ? "is" : "are")} not assessed; enter what was seen, or not evaluated.";
        }
    }

    private static IEnumerable<string> Stray(TumorSeries series, IReadOnlyList<ResponseCall> calls) => calls
        .Where(call => !series.Assessments.Any(assessment => assessment.Date == call.Date))
        .Select(call => $"{call.Entry} judges the response on {Day(call.Date)}, but no lesion after the baseline was assessed on that day: the days must be the same.");

    private static IEnumerable<string> Late(TumorSeries series, DateOnly? randomizedOn)
    {
        if (series.Baseline > randomizedOn)
            yield return $"The first assessment, of {Day(series.Baseline)}, is after the randomization of {Day(randomizedOn.Value)}: a baseline comes before it.";
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
