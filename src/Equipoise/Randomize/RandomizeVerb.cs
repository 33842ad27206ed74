using System.CommandLine;

namespace Equipoise.Randomize;

/// <summary><c>equipoise randomize</c>: plans, tries and verifies schemes. Nobody is allocated by it.</summary>
internal static class RandomizeVerb
{
    public static Command Build(TextWriter output, TextWriter messages) => new("randomize", "Plan, try and verify a randomization scheme; allocation itself happens on the site alone")
    {
        MinimizeVerb.Build(output, messages),
        SimulateVerb.Build(output, messages),
        PlanVerb.Build(output, messages),
        VerifyListVerb.Build(output, messages),
    };
}
