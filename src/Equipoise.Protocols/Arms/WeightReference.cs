namespace Equipoise.Protocols.Arms;

/// <summary>What a weight is compared with.</summary>
public enum WeightReference
{
    /// <summary>The weight at the first dose.</summary>
    FirstDose,

    /// <summary>The weight from which the dose was last calculated.</summary>
    LastCalculation,
}
