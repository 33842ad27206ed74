namespace Equipoise.Conduct.Randomization;

/// <summary>A slot of a list. Of a study that is running, nobody is shown one that has not been used.</summary>
/// <param name="Stratum">The stratum.</param>
/// <param name="Position">Its place in the stratum, from 1, without gaps.</param>
/// <param name="Block">The number of its block in the stratum, from 1.</param>
/// <param name="BlockSize">How many slots the block has.</param>
/// <param name="Arm">The code of the arm.</param>
public sealed record PlannedSlot(string Stratum, int Position, int Block, int BlockSize, string Arm);
