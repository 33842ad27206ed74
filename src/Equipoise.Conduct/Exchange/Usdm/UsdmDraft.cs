namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>A protocol file made from a study definition.</summary>
/// <param name="Yaml">The file. What the definition says is marked <c>!protocol</c>, what had to be supposed <c>!assumed</c> with a note.</param>
/// <param name="Notes">What was supposed and what could not be carried over, each a sentence.</param>
public sealed record UsdmDraft(string Yaml, IReadOnlyList<string> Notes);
