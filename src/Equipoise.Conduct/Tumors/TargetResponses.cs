namespace Equipoise.Conduct.Tumors;

/// <summary>Judges target lesions day by day, and remembers the smallest sum.</summary>
internal sealed class TargetResponses
{
    private readonly IReadOnlyList<LesionObservation> lesions;
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private bool wasComplete;

    public TargetResponses(IReadOnlyList<LesionObservation> lesions)
    {
        this.lesions = lesions;
        BaselineSum = lesions.Count > 0 ? lesions.Sum(lesion => Size(lesion)!.Value) : null;
        Nadir = BaselineSum;
    }

    public decimal? BaselineSum { get; }

    /// <summary>The smallest sum so far.</summary>
    public decimal? Nadir { get; private set; }

    /// <summary>The diameter that counts; null where there is none to count.</summary>
    public static decimal? Size(LesionObservation lesion) => lesion.State switch
    {
        LesionState.Measured => lesion.Diameter,
        LesionState.TooSmall => lesion.Diameter is > 0 and var stated ? stated : Recist.TooSmall,
        LesionState.Absent => 0,
        _ => null,
    };

    public Response? Judge(Dictionary<string, LesionObservation> seen, out decimal? sum)
    {
        sum = null;
        if (lesions.Count == 0)
            return null;
        var sizes = lesions.Select(lesion => (Lesion: lesion, Size: seen.TryGetValue(lesion.Lesion, out var now) ? Size(now) : null)).ToList();
        var measured = sizes.Sum(one => one.Size ?? 0);
        var isWhole = sizes.TrueForAll(one => one.Size is not null);
        // What has been measured can only grow by what has not: it alone may prove progression.
        var response = HasReappeared(sizes) || HasGrown(measured) ? Response.Progressive
            : !isWhole ? Response.NotEvaluable
            : sizes.TrueForAll(one => one.Lesion.IsNodal ? one.Size < Recist.NormalNode : one.Size == 0) ? Response.Complete
            : 10 * measured <= 7 * BaselineSum ? Response.Partial
            : Response.Stable;
        if (isWhole)
        {
            sum = measured;
            Nadir = Math.Min(Nadir!.Value, measured);
        }

        Remember(sizes, response);
        return response;
    }

    // At least 20 % above the smallest sum, and at least 5 mm.
    private bool HasGrown(decimal measured) => 10 * measured >= 12 * Nadir && measured - Nadir >= 5;

    private bool HasReappeared(List<(LesionObservation Lesion, decimal? Size)> sizes) =>
        wasComplete && sizes.Exists(one => one.Size > 0 && gone.Contains(one.Lesion.Lesion));

    private void Remember(List<(LesionObservation Lesion, decimal? Size)> sizes, Response response)
    {
        if (response != Response.Complete)
            return;
        wasComplete = true;
        gone.UnionWith(sizes.Where(one => !one.Lesion.IsNodal).Select(one => one.Lesion.Lesion));
    }
}
