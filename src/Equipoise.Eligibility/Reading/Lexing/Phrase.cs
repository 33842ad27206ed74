namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>What one spelling means.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Value">What it stands for, such as the id of a variable.</param>
/// <param name="Exact">The spelling with its capitals, where they matter; null where they do not.</param>
internal sealed record Phrase(WordKind Kind, string Value, string? Exact);
