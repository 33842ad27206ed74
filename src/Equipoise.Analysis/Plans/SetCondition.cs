using Equipoise.Protocols.Forms;

namespace Equipoise.Analysis.Plans;

/// <summary>One condition of an analysis set.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Number">How many doses at least; 0 where nothing is counted.</param>
/// <param name="Form">The form that is looked into; null for none.</param>
/// <param name="Rule">What an entry of it says; null for none.</param>
public sealed record SetCondition(SetConditionKind Kind, int Number = 0, string? Form = null, FieldRule? Rule = null)
{
    /// <summary>Whether only important deviations are asked for (ICH E3 10.2).</summary>
    public bool OnlyImportant { get; init; }

    /// <summary>The categories of deviations that are asked for; empty for all.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The condition as a file writes it.</summary>
    public string Text => Kind switch
    {
        SetConditionKind.Doses => $"doses >= {Number}",
        SetConditionKind.With => $"with {Form}.{Rule!.Field} {Rule.Operator} {Rule.Value}",
        SetConditionKind.Without => $"without {Form}.{Rule!.Field} {Rule.Operator} {Rule.Value}",
        SetConditionKind.WithoutDeviation => $"without-{(OnlyImportant ? "important-" : "")}deviation {string.Join(' ', Categories)}".TrimEnd(),
        SetConditionKind.TreatedAsAllocated => "treated-as-allocated",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
