namespace Equipoise.Eligibility.Matching;

/// <summary>A step of a study's logic.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Parts">What it does it to.</param>
/// <param name="Number">The statement's place, or how many parts are enough.</param>
internal sealed record Step(StepKind Kind, Step[] Parts, int Number);
