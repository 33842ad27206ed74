namespace Equipoise.Testing;

/// <summary>How long the tests that try many random cases go on.</summary>
public static class Thoroughness
{
    /// <summary>True under <c>./test --full</c>: many fresh cases instead of a seeded sample.</summary>
    public static bool Full { get; } = Environment.GetEnvironmentVariable("EQUIPOISE_FULL") is { Length: > 0 };
}
