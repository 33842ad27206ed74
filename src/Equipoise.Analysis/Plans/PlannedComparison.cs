namespace Equipoise.Analysis.Plans;

/// <summary>A hypothesis of the plan: one arm against another.</summary>
/// <param name="Experimental">The code of the arm under study.</param>
/// <param name="Control">The code of the arm it is compared with.</param>
/// <param name="Weight">Its share of alpha at the start.</param>
/// <param name="PassesOn">The parts of its share that pass on to other comparisons, by their names, when it is rejected.</param>
/// <param name="Events">The events of both arms together that are all of its information.</param>
public sealed record PlannedComparison(string Experimental, string Control, double Weight, IReadOnlyDictionary<string, double> PassesOn, double Events)
{
    /// <summary>The code of its endpoint; empty for the primary one.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>What it is called: <c>B-C</c>, or <c>PFS B-C</c> where it is of another endpoint than the primary one.</summary>
    public string Name => Endpoint.Length == 0 ? $"{Experimental}-{Control}" : $"{Endpoint} {Experimental}-{Control}";
}
