namespace Equipoise.Analysis.Reports;

/// <summary>What became of those allocated to an arm.</summary>
/// <param name="Arm">The arm's code.</param>
/// <param name="Allocated">How many were allocated to it.</param>
/// <param name="Treated">How many of them got a dose.</param>
/// <param name="TreatmentEnded">How many of them ended treatment, by reason, the most frequent first.</param>
/// <param name="OffStudy">How many of them left the study, by reason, the most frequent first.</param>
/// <param name="Sets">How many are analyzed in each set, in the arm in which the set counts them.</param>
public sealed record ArmFlow(
    string Arm, int Allocated, int Treated, IReadOnlyList<(string Reason, int Count)> TreatmentEnded, IReadOnlyList<(string Reason, int Count)> OffStudy, IReadOnlyList<(string Set, int Count)> Sets);
