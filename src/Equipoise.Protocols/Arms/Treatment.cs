namespace Equipoise.Protocols.Arms;

/// <summary>A drug as an arm gives it.</summary>
public sealed record Treatment
{
    /// <summary>Its code, unique in the arm; the same drug has the same code in every arm.</summary>
    public required string Code { get; init; }

    /// <summary>The drug.</summary>
    public required string Name { get; init; }

    /// <summary>The way of giving: "intravenous", "oral".</summary>
    public required string Route { get; init; }

    /// <summary>How much is given each time.</summary>
    public required Dose Dose { get; init; }

    /// <summary>Which place it has among the treatments of one day, from 1.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it is given.</summary>
    public required DosingSchedule Schedule { get; init; }

    /// <summary>How long it runs; null where it is not infused.</summary>
    public Infusion? Infusion { get; init; }

    /// <summary>To what a calculated dose is rounded; null for no rounding.</summary>
    public DoseRounding? Rounding { get; init; }

    /// <summary>When a dose is calculated anew; null where it never is or does not depend on the body.</summary>
    public Recalculation? Recalculation { get; init; }

    /// <summary>How much drug is in a milliliter, in the unit of the dose; null where it is not known.</summary>
    public decimal? ConcentrationPerMilliliter { get; init; }
}
