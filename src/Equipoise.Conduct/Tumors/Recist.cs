namespace Equipoise.Conduct.Tumors;

/// <summary>Derives responses from what was seen of lesions, by RECIST 1.1 (Eisenhauer et al. 2009, Eur J Cancer 45:228, section 4.3).</summary>
public static class Recist
{
    /// <summary>The diameter that counts for a lesion too small to measure, in millimeters.</summary>
    public const decimal TooSmall = 5;

    /// <summary>A node with a shorter short axis is normal, in millimeters.</summary>
    public const decimal NormalNode = 10;

    /// <summary>Judges all assessments of one participant by one evaluator.</summary>
    /// <param name="observations">At least one, in any order; those of the earliest day are the baseline.</param>
    /// <exception cref="LesionException">They contradict each other.</exception>
    public static TumorSeries Assess(IReadOnlyList<LesionObservation> observations)
    {
        var lesions = Baseline.Of(observations);
        var newLesions = new NewLesions(observations);
        var targets = new TargetResponses(lesions.Targets);
        var assessments = new List<TumorAssessment>();
        foreach (var day in observations.GroupBy(observation => observation.Date).OrderBy(day => day.Key).Skip(1))
        {
            var seen = day.ToDictionary(observation => observation.Lesion, StringComparer.Ordinal);
            var nadir = targets.Nadir;
            var target = targets.Judge(seen, out var sum);
            var nonTarget = NonTargetResponse.Of(lesions.NonTargets, seen, assessments.Exists(before => before.Overall == Response.Complete));
            var found = newLesions.On(day.Key);
            assessments.Add(new TumorAssessment(day.Key, sum, nadir, target, nonTarget, found, OverallResponse.Of(target, nonTarget, found)));
        }

        return new TumorSeries(lesions.Date, targets.BaselineSum, assessments, lesions.Warnings);
    }
}
