namespace Equipoise.Eligibility.Matching;

/// <summary>Three-valued truth for a block of patients, a bit each: what holds, what does not, and of the rest what a record could
/// settle.</summary>
/// <remarks>No bit is set in two of them.</remarks>
internal readonly struct TruthBits(int words)
{
    public ulong[] True { get; } = new ulong[words];

    public ulong[] False { get; } = new ulong[words];

    /// <summary>Unknown, but a fact on record would settle it.</summary>
    public ulong[] Settleable { get; } = new ulong[words];

    /// <summary>Sets one patient's truth.</summary>
    public void Set(int patient, Evaluation.Truth truth, bool canSettle)
    {
        var bit = 1ul << (patient & 63);
        if (truth == Evaluation.Truth.True)
            True[patient >> 6] |= bit;
        else if (truth == Evaluation.Truth.False)
            False[patient >> 6] |= bit;
        else if (canSettle)
            Settleable[patient >> 6] |= bit;
    }
}
