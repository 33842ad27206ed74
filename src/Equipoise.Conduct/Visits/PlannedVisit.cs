namespace Equipoise.Conduct.Visits;

/// <summary>A visit on a participant's calendar.</summary>
/// <param name="Visit">The code of the visit.</param>
/// <param name="Count">Its n-th time, from 1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Planned">The planned day.</param>
/// <param name="Earliest">The first day of its window.</param>
/// <param name="Latest">The last day of its window.</param>
/// <param name="Forms">The codes of the forms to fill in.</param>
public sealed record PlannedVisit(string Visit, int Count, string Name, DateOnly Planned, DateOnly Earliest, DateOnly Latest, IReadOnlyList<string> Forms)
{
    /// <summary>Whether a day lies in the window.</summary>
    public bool Holds(DateOnly day) => day >= Earliest && day <= Latest;
}
