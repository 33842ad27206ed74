using Equipoise.Protocols.Scheduling;

namespace Equipoise.Protocols.Arms;

/// <summary>When a treatment is given.</summary>
/// <param name="EveryDays">The days from one day of giving to the next; 21 for every three weeks, 1 for daily.</param>
/// <param name="TimesADay">How often on such a day.</param>
/// <param name="Window">How far from its planned day it may be given, or handed out.</param>
/// <param name="IsTakenHome">Whether the participant takes it at home: a visit hands out a cycle's supply.</param>
public sealed record DosingSchedule(int EveryDays, int TimesADay, DayWindow Window, bool IsTakenHome);
