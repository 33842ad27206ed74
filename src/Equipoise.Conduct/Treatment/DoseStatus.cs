namespace Equipoise.Conduct.Treatment;

/// <summary>What became of a planned dose.</summary>
public enum DoseStatus
{
    /// <summary>It was given.</summary>
    Given,

    /// <summary>It was left out, and the rhythm went on.</summary>
    Missed,

    /// <summary>Treatment was paused at it.</summary>
    Held,

    /// <summary>Single doses of it came back from home.</summary>
    Returned,
}
