namespace Equipoise.Conduct.Randomization;

/// <summary>What randomization answers: all that a nurse prints.</summary>
/// <param name="Study">The study.</param>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site.</param>
/// <param name="RandomizationNumber">The randomization number.</param>
/// <param name="Arm">The arm's code.</param>
/// <param name="ArmName">What people call it.</param>
/// <param name="Stratum">The levels of the stratification factors by the factors' codes.</param>
/// <param name="RandomizedAt">When, in UTC.</param>
/// <param name="RandomizedOn">The day at the site.</param>
/// <param name="FirstDoseBy">The last day on which the first dose may be given.</param>
/// <param name="Treatments">What is given, in the order of giving, in words.</param>
/// <param name="ProtocolVersion">The protocol's version.</param>
public sealed record RandomizationAnswer(
    string Study,
    string Participant,
    string Site,
    string RandomizationNumber,
    string Arm,
    string ArmName,
    IReadOnlyDictionary<string, string> Stratum,
    string RandomizedAt,
    DateOnly RandomizedOn,
    DateOnly FirstDoseBy,
    IReadOnlyList<string> Treatments,
    string ProtocolVersion);
