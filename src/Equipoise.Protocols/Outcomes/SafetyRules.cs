namespace Equipoise.Protocols.Outcomes;

/// <summary>How adverse events are collected.</summary>
/// <param name="Grading">By which criteria they are graded: "CTCAE 5.0".</param>
/// <param name="SeriousHours">Within how many hours of being known a serious one is reported.</param>
/// <param name="CollectionDays">For how many days after the last dose they are collected.</param>
public sealed record SafetyRules(string Grading, int SeriousHours, int CollectionDays);
