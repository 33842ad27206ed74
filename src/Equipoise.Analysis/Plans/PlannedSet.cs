namespace Equipoise.Analysis.Plans;

/// <summary>An analysis set as a rule (ICH E9 5.2).</summary>
/// <param name="Code">Its code: <c>ITT</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="All">What must hold of a participant, all of it.</param>
/// <param name="ByTreatment">Whether participants stand in the arm whose treatment they got, rather than the one they were allocated to.</param>
public sealed record PlannedSet(string Code, string Name, IReadOnlyList<SetCondition> All, bool ByTreatment);
