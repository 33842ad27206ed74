using System.CommandLine;

namespace Equipoise.Randomizing;

/// <summary><c>equipoise randomize</c>: what is done about randomization outside the application; nobody is allocated here.</summary>
internal static class RandomizeVerb
{
    public static Command Build(TextWriter output, TextWriter messages) => new("randomize", "Verify sealed randomization lists, and make keys to seal them; allocates nobody")
    {
        SealedLists.BuildVerify(output, messages),
        SealedLists.BuildNewKey(output, messages),
    };
}
