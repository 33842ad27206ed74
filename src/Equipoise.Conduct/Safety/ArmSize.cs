namespace Equipoise.Conduct.Safety;

/// <summary>How many participants an arm has.</summary>
/// <param name="Arm">The arm's code.</param>
/// <param name="Participants">How many.</param>
public sealed record ArmSize(string Arm, int Participants);
