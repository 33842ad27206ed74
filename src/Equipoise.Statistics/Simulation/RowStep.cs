using System.Runtime.InteropServices;

namespace Equipoise.Statistics.Simulation;

/// <summary>What a row of a mark adds to the counts of one comparison, two counts in one number so that one addition does for both.</summary>
/// <param name="AtRisk">1 in the lower half for a row of the control arm, in the upper half for one of the treated arm.</param>
/// <param name="Events">1 in the lower half for an event of either arm, in the upper half too for one of the treated arm.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowStep(ulong AtRisk, ulong Events)
{
    private const ulong Upper = 1UL << 32;

    /// <summary>The steps of all marks of a trial without strata: the arm, with the event as the lowest bit.</summary>
    /// <param name="count">How many marks there are.</param>
    /// <param name="treatedArm">The arm compared with arm 0.</param>
    public static RowStep[] Of(long count, int treatedArm) =>
        [.. Enumerable.Range(0, (int)count).Select(mark => (Arm: mark >> 1, IsEvent: (ulong)(mark & 1))).Select(row =>
            row.Arm == treatedArm ? new RowStep(Upper, row.IsEvent * (Upper + 1)) : row.Arm == 0 ? new RowStep(1, row.IsEvent) : default)];
}
