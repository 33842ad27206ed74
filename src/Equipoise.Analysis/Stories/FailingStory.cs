namespace Equipoise.Analysis.Stories;

/// <summary>What a form says of somebody who fails screening.</summary>
/// <param name="Form">The form.</param>
/// <param name="Answers">The answers that differ.</param>
internal sealed record FailingStory(string Form, IReadOnlyDictionary<string, string> Answers);
