namespace Equipoise.Conduct.Visits;

/// <summary>How something on a participant's calendar stands on a day.</summary>
public enum CalendarState
{
    /// <summary>Its window has not begun.</summary>
    Planned,

    /// <summary>Its window is open.</summary>
    Due,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>Its window is over, and it can still be made up for.</summary>
    Late,

    /// <summary>It was left out, or its window is over and the next of its kind has come, or the participant has left.</summary>
    Missed,

    /// <summary>It is held back: treatment is paused.</summary>
    Held,
}
