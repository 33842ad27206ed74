using System.Globalization;

namespace Equipoise.Conduct.Tumors;

/// <summary>The lesions that are followed, checked against what comes later.</summary>
internal sealed record Baseline(DateOnly Date, IReadOnlyList<LesionObservation> Targets, IReadOnlyList<LesionObservation> NonTargets, IReadOnlyList<string> Warnings)
{
    private const int MostTargets = 5;
    private const int MostInOrgan = 2;
    private const decimal LeastDiameter = 10;
    private const decimal LeastShortAxis = 15;

    public static Baseline Of(IReadOnlyList<LesionObservation> observations)
    {
        var date = observations.Min(observation => observation.Date);
        var roles = new Dictionary<string, LesionObservation>(StringComparer.Ordinal);
        foreach (var observation in observations.OrderBy(observation => observation.Date))
            Check(observation, observation.Date == date, roles);
        foreach (var twice in observations.GroupBy(observation => (observation.Date, observation.Lesion)).Where(group => group.Count() > 1))
            throw new LesionException($"{twice.Last().Where}: lesion {twice.Key.Lesion} stands twice on {Day(twice.Key.Date)}; keep one of the rows.");
        var first = observations.Where(observation => observation.Date == date).ToList();
        var targets = first.Where(observation => observation.Role == LesionRole.Target).ToList();
        return new Baseline(date, targets, [.. first.Where(observation => observation.Role == LesionRole.NonTarget)], [.. Unusual(targets)]);
    }

    private static void Check(LesionObservation observation, bool isBaseline, Dictionary<string, LesionObservation> before)
    {
        if (isBaseline && observation.Role == LesionRole.New)
            throw new LesionException($"{observation.Where}: lesion {observation.Lesion} is new on the day of the baseline, {Day(observation.Date)}; at baseline a lesion is target or non-target.");
        if (isBaseline && observation is { Role: LesionRole.Target, State: not (LesionState.Measured or LesionState.TooSmall) })
            throw new LesionException($"{observation.Where}: target lesion {observation.Lesion} has no diameter at baseline; measure it or make it non-target.");
        if (observation is { Role: LesionRole.Target, State: LesionState.Present or LesionState.UnequivocalProgression or LesionState.Equivocal })
            throw new LesionException($"{observation.Where}: a target lesion is measured, too-small, absent or not-evaluated; lesion {observation.Lesion} is none of these.");
        if (observation is { State: LesionState.Measured, Diameter: null, Role: LesionRole.Target })
            throw new LesionException($"{observation.Where}: lesion {observation.Lesion} is measured but has no diameter_mm; give it, or another state.");
        if (observation is { State: LesionState.Absent, Diameter: > 0 })
            throw new LesionException(string.Create(CultureInfo.InvariantCulture, $"{observation.Where}: lesion {observation.Lesion} is absent but has a diameter of {observation.Diameter:0.##} mm; take away the diameter, or call it measured."));
        if (before.TryGetValue(observation.Lesion, out var known) && known.Role != observation.Role)
            throw new LesionException($"{observation.Where}: lesion {observation.Lesion} has another role than at {known.Where}; a lesion keeps its role.");
        if (known is not null && known.IsNodal != observation.IsNodal)
            throw new LesionException($"{observation.Where}: lesion {observation.Lesion} is {(observation.IsNodal ? "a lymph node" : "no lymph node")}, other than at {known.Where}; give both rows the same.");
        if (!isBaseline && known is null && observation.Role != LesionRole.New)
            throw new LesionException($"{observation.Where}: lesion {observation.Lesion} was not there at baseline; its role is new.");
        before.TryAdd(observation.Lesion, observation);
    }

    private static IEnumerable<string> Unusual(List<LesionObservation> targets)
    {
        if (targets.Count > MostTargets)
            yield return $"{targets.Count} target lesions at baseline; RECIST 1.1 follows at most {MostTargets}.";
        foreach (var organ in targets.GroupBy(target => target.Site, StringComparer.OrdinalIgnoreCase).Where(organ => organ.Key.Length > 0 && organ.Count() > MostInOrgan))
            yield return $"{organ.Count()} target lesions in {organ.Key}; RECIST 1.1 follows at most {MostInOrgan} in an organ.";
        foreach (var target in targets.Where(target => TargetResponses.Size(target) < (target.IsNodal ? LeastShortAxis : LeastDiameter)))
            yield return string.Create(CultureInfo.InvariantCulture, $"Target lesion {target.Lesion} has {TargetResponses.Size(target):0.##} mm at baseline; RECIST 1.1 asks for {(target.IsNodal ? $"a short axis of {LeastShortAxis}" : $"{LeastDiameter}")} mm.");
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
