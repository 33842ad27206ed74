using FsCheck;

namespace Equipoise.Registry.Tests;

/// <summary>How many cases a law is tried on: the same seeded few each time, or under <c>./test --full</c> many new ones.</summary>
internal static class LawCases
{
    public static Config Of(int seeded, int full, ulong seed, ulong gamma) => Thoroughness.Full
        ? Config.QuickThrowOnFailure.WithMaxTest(full)
        : Config.QuickThrowOnFailure.WithMaxTest(seeded).WithReplay(seed, gamma);
}
