namespace Equipoise.Conduct.Tumors;

/// <summary>Judges non-target lesions on one day.</summary>
internal static class NonTargetResponse
{
    /// <summary>Joins what was seen of each; null without any.</summary>
    /// <param name="lesions">Those of the baseline.</param>
    /// <param name="seen">What was seen that day, by lesion.</param>
    /// <param name="wasComplete">Whether the participant had a complete response before: whatever is seen then has come back.</param>
    public static Response? Of(IReadOnlyList<LesionObservation> lesions, Dictionary<string, LesionObservation> seen, bool wasComplete)
    {
        if (lesions.Count == 0)
            return null;
        var now = lesions.Select(lesion => (lesion.IsNodal, Seen: seen.GetValueOrDefault(lesion.Lesion))).ToList();
        if (now.Exists(one => one.Seen?.State == LesionState.UnequivocalProgression || (wasComplete && !one.IsNodal && IsThere(one.IsNodal, one.Seen) == true)))
            return Response.Progressive;
        if (now.Exists(one => IsThere(one.IsNodal, one.Seen) is null))
            return Response.NotEvaluable;
        return now.Exists(one => IsThere(one.IsNodal, one.Seen) == true) ? Response.NonCompleteNonProgressive : Response.Complete;
    }

    // A node below 10 mm is normal, so it is not there as a lesion.
    private static bool? IsThere(bool isNodal, LesionObservation? lesion) => lesion switch
    {
        null or { State: LesionState.NotEvaluated } => null,
        { State: LesionState.Absent } => false,
        { State: LesionState.TooSmall } => !isNodal,
        { State: LesionState.Measured or LesionState.Present, Diameter: { } diameter } => isNodal ? diameter >= Recist.NormalNode : diameter > 0,
        _ => true,
    };
}
