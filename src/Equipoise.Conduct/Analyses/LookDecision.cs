namespace Equipoise.Conduct.Analyses;

/// <summary>What may be decided at a look, as the database names it.</summary>
public static class LookDecision
{
    /// <summary>Every decision with its words.</summary>
    public static IReadOnlyList<(string Code, string Words)> All { get; } =
    [
        ("continue", "The trial goes on as planned"),
        ("drop-arm", "The trial goes on without an arm"),
        ("stop-efficacy", "The trial stops for efficacy"),
        ("stop-futility", "The trial stops for futility"),
        ("stop-safety", "The trial stops for safety"),
        ("complete", "The trial is complete"),
    ];

    /// <summary>A decision in words.</summary>
    public static string Words(string code) => All.FirstOrDefault(one => string.Equals(one.Code, code, StringComparison.Ordinal)).Words ?? code;
}
