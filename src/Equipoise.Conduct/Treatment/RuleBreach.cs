namespace Equipoise.Conduct.Treatment;

/// <summary>Something that was done otherwise than the protocol has it. It stands only with a reason, and is a protocol deviation.</summary>
/// <param name="Code">Its short name: <c>dose-outside-window</c>.</param>
/// <param name="Message">What differs, in a sentence with both values.</param>
public sealed record RuleBreach(string Code, string Message);
