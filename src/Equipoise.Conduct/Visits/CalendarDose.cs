using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Visits;

/// <summary>A dose on a participant's calendar, and what became of it.</summary>
/// <param name="Plan">What is planned, or was by what stood before it.</param>
/// <param name="Name">The drug.</param>
/// <param name="State">How it stands.</param>
/// <param name="On">The day on which it was given; null where it was not.</param>
/// <param name="Amount">How much was given, in the unit of the dose; null where none was.</param>
/// <param name="Unit">That unit.</param>
/// <param name="Entry">The id of its entry in the log of doses; null where there is none.</param>
/// <param name="IsOutsideWindow">Whether it was given outside its window.</param>
public sealed record CalendarDose(PlannedDose Plan, string Name, CalendarState State, DateOnly? On, decimal? Amount, string Unit, string? Entry, bool IsOutsideWindow);
