using System.Text.Json;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

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
    string ProtocolVersion)
{
    internal static RandomizationAnswer Of(ParticipantFile file, AllocationRecord allocation)
    {
        var arm = file.Protocol.Design.Arm(allocation.Arm);
        return new RandomizationAnswer(
            file.Participant.Study, file.Participant.Code, file.Site.Code, allocation.RandomizationNumber, arm.Code, arm.Name,
            JsonSerializer.Deserialize<Dictionary<string, string>>(allocation.Factors)!, allocation.RandomizedAt, allocation.RandomizedOn,
            allocation.RandomizedOn.AddDays(file.Protocol.Design.FirstDoseDays),
            [.. arm.Treatments.OrderBy(treatment => treatment.Sequence).Select(treatment => $"{treatment.Name} {treatment.Dose}, {treatment.Route}")],
            file.Protocol.Number);
    }

    /// <summary>As it is kept by the key of its request.</summary>
    internal GivenAnswer Kept() => new() { Fingerprint = FingerprintOf(Participant), Answer = JsonSerializer.Serialize(this, JsonSerializerOptions.Web) };

    /// <summary>What a request for a participant was answered before.</summary>
    /// <exception cref="StepRefusedException">Its key was used for another request.</exception>
    internal static RandomizationAnswer Again(GivenAnswer given, string code) => string.Equals(given.Fingerprint, FingerprintOf(code), StringComparison.Ordinal)
        ? JsonSerializer.Deserialize<RandomizationAnswer>(given.Answer, JsonSerializerOptions.Web)!
        : throw RandomizationRefusals.KeyReused();

    private static string FingerprintOf(string code) => $"randomize {code}";
}
