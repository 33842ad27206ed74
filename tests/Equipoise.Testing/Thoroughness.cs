namespace Equipoise.Testing;

/// <summary>How long the tests that try many random cases go on.</summary>
public static class Thoroughness
{
    /// <summary>True under <c>./test --full</c>.</summary>
    public static bool Full { get; } = Environment.GetEnvironmentVariable("EQUIPOISE_FULL") is { Length: > 0 };

    /// <summary>How many cases a property is tried on: a seeded sample, or under <c>./test --full</c> all of them.</summary>
    public static int Cases(int sample, int all) => Full ? all : sample;
}
