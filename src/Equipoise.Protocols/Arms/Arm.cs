namespace Equipoise.Protocols.Arms;

/// <summary>An arm of a study.</summary>
/// <param name="Code">Its code, unique in the study: "A".</param>
/// <param name="Name">What people call it.</param>
/// <param name="Type">What it is for in the comparison.</param>
/// <param name="Treatments">What is given, in the order of giving.</param>
/// <param name="RecordLabel">The label of the same arm in the public record; null where that is the name.</param>
public sealed record Arm(string Code, string Name, ArmType Type, IReadOnlyList<Treatment> Treatments, string? RecordLabel);
