using System.CommandLine;

namespace Equipoise.Randomizing;

/// <summary><c>equipoise randomize</c>: what is done about randomization outside the application; nobody is allocated here.</summary>
internal static class RandomizeVerb
{
    public static Command Build(TextWriter output, TextWriter messages) => new("randomize", "Plan, try and verify randomization schemes, and make keys to seal them; allocates nobody")
    {
        MinimizeVerb.Build(output, messages),
        SimulateVerb.Build(output, messages),
        PlanVerb.Build(output, messages),
        CheckVerb.Build(output, messages),
        SealedLists.BuildVerify(output, messages),
        SealedLists.BuildNewKey(output, messages),
    };
}
