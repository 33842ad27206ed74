namespace Equipoise.Analysis.Reports;

/// <summary>How many participants of an arm had adverse events; each counts once, at their worst grade.</summary>
/// <param name="Arm">The arm's code; empty for all arms together.</param>
/// <param name="Participants">Of how many.</param>
/// <param name="ByWorstGrade">For grades 1 to 5, how many have it as their worst; the first number is for events without a grade.</param>
/// <param name="Serious">How many had a serious event.</param>
public sealed record SafetyGroup(string Arm, int Participants, IReadOnlyList<int> ByWorstGrade, int Serious)
{
    /// <summary>How many had an event that began on treatment or in the days after it in which events are collected.</summary>
    public int TreatmentEmergent { get; init; }

    /// <summary>How many had one that the investigator holds a treatment of the arm for the cause of.</summary>
    public int Related { get; init; }

    /// <summary>How many had a fatal one.</summary>
    public int Fatal { get; init; }

    /// <summary>How many had any event.</summary>
    public int Any => ByWorstGrade.Sum();

    /// <summary>How many had one of a grade at least.</summary>
    public int AtLeast(int grade) => ByWorstGrade.Skip(grade).Sum();
}
