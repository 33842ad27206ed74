using Equipoise.Analysis.Simulation;

namespace Equipoise.Analysis.Plans;

/// <summary>The analysis plans that travel with the program, each beside its protocol: assumptions, as examples and for demos.</summary>
public static class ShippedPlans
{
    /// <summary>The file of a study's plan; null where none is shipped.</summary>
    /// <param name="study">The study's id.</param>
    public static string? TextOf(string study) => ShippedScenarios.BesideProtocolOf(study, "plan/", "plan.yaml");
}
