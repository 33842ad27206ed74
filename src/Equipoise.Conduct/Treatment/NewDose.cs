namespace Equipoise.Conduct.Treatment;

/// <summary>A dose as somebody reports it; the protocol says in which fields of its log the parts are kept.</summary>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Cycle">The cycle, from 1: what is sent twice is then recorded once.</param>
/// <param name="Status">What became of the dose.</param>
public sealed record NewDose(string Treatment, int Cycle, DoseStatus Status)
{
    /// <summary>When it was begun, on the site's clock (<c>2026-03-04T14:30</c>), or the day alone where the protocol asks for that; null where it was not given.</summary>
    public string? Start { get; init; }

    /// <summary>Likewise when it ended.</summary>
    public string? End { get; init; }

    /// <summary>How much was given, in the unit of the treatment's dose.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The share of the full dose that was meant, in percent; null for the full one.</summary>
    public decimal? Percent { get; init; }

    /// <summary>How many single doses were handed out or came back.</summary>
    public int? Count { get; init; }

    /// <summary>The weight on the day, in kilograms.</summary>
    public decimal? Weight { get; init; }

    /// <summary>The height, in centimeters.</summary>
    public decimal? Height { get; init; }

    /// <summary>The code of the reason of whatever was not as planned.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Words { get; init; }

    /// <summary>Whether it was given although the protocol did not allow it.</summary>
    public bool IsContrary { get; init; }
}
