namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>When something is scheduled.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Type"><c>Before</c>, <c>After</c> or <c>Fixed Reference</c>.</param>
/// <param name="Value">How long before or after, ISO 8601: "P2W".</param>
/// <param name="WindowLower">How much earlier it may be, ISO 8601; null for no window.</param>
/// <param name="WindowUpper">How much later it may be; null for no window.</param>
public sealed record UsdmTiming(string Label, string Type, string Value, string? WindowLower, string? WindowUpper);
