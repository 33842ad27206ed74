namespace Equipoise.Conduct.Tumors;

/// <summary>On which days there was a new lesion. One that was equivocal and later proved to be a lesion was one from the day it was
/// first seen (RECIST 1.1, section 4.3.5).</summary>
internal sealed class NewLesions
{
    private readonly Dictionary<DateOnly, NewLesion> days = [];

    public NewLesions(IReadOnlyList<LesionObservation> observations)
    {
        foreach (var lesion in observations.Where(observation => observation.Role == LesionRole.New).GroupBy(observation => observation.Lesion, StringComparer.Ordinal))
        {
            var isProven = false;
            foreach (var seen in lesion.OrderByDescending(observation => observation.Date))
            {
                // Whatever was seen before it was absent was something else.
                isProven = IsUnequivocal(seen) || (isProven && !IsGone(seen));
                Note(seen.Date, isProven && !IsGone(seen) && seen.State != LesionState.NotEvaluated ? NewLesion.Yes
                    : seen.State is LesionState.Equivocal or LesionState.NotEvaluated ? NewLesion.Equivocal
                    : NewLesion.No);
            }
        }
    }

    public NewLesion On(DateOnly day) => days.GetValueOrDefault(day);

    private static bool IsGone(LesionObservation lesion) => lesion.State == LesionState.Absent || lesion is { State: LesionState.Measured, Diameter: 0 };

    private static bool IsUnequivocal(LesionObservation lesion) =>
        !IsGone(lesion) && lesion.State is LesionState.Measured or LesionState.TooSmall or LesionState.Present or LesionState.UnequivocalProgression;

    private void Note(DateOnly day, NewLesion found)
    {
        var known = days.GetValueOrDefault(day);
        days[day] = known == NewLesion.Yes || found == NewLesion.Yes ? NewLesion.Yes : known == NewLesion.Equivocal ? known : found;
    }
}
