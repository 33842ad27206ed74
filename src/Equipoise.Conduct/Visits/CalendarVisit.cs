namespace Equipoise.Conduct.Visits;

/// <summary>A visit on a participant's calendar, and what became of it.</summary>
/// <param name="Plan">What is planned.</param>
/// <param name="State">How it stands.</param>
/// <param name="On">The first day on which something was done of it; null where nothing was.</param>
/// <param name="IsOutsideWindow">Whether something of it was done on a day outside its window.</param>
/// <param name="MissingForms">The codes of the forms that are not filled in.</param>
public sealed record CalendarVisit(PlannedVisit Plan, CalendarState State, DateOnly? On, bool IsOutsideWindow, IReadOnlyList<string> MissingForms);
