namespace Equipoise.Conduct.Treatment;

/// <summary>How much of one treatment a participant has had.</summary>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Name">The drug.</param>
/// <param name="Unit">The unit of the amounts.</param>
/// <param name="Doses">How many doses were given; where they are taken at home, how many supplies were handed out.</param>
/// <param name="Missed">How many were left out.</param>
/// <param name="Amount">What was given in all; where it is taken at home, of the supplies of which it is known what came back.</param>
/// <param name="OpenSupplies">The supplies handed out of which it is not known what came back.</param>
/// <param name="First">The day of the first; null where none was given.</param>
/// <param name="Last">The day of the last; null where none was given.</param>
/// <param name="RelativeDoseIntensity">The dose intensity as a share of the planned one, 1 for all as planned; null where it cannot be told.</param>
public sealed record TreatmentExposure(
    string Treatment, string Name, string Unit, int Doses, int Missed, decimal Amount, int OpenSupplies, DateOnly? First, DateOnly? Last, double? RelativeDoseIntensity)
{
    /// <summary>Doses that were held, given later or not.</summary>
    public int Held { get; init; }

    /// <summary>Doses given after the window of the planned day, whether the protocol itself delayed them or not.</summary>
    public int Delayed { get; init; }

    /// <summary>Doses of which less than the full dose was meant.</summary>
    public int Reduced { get; init; }

    /// <summary>How often what was otherwise than planned.</summary>
    public DoseCounts Counts => new(Doses, Delayed, Held, Missed, Reduced);
}
