using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>Three-valued truth of many statements for a block of patients, a bit each: what holds, what does not, and of the rest what a
/// record could settle.</summary>
/// <remarks>No bit is set in two of them.</remarks>
internal sealed class TruthTable(int statements, int words)
{
    /// <summary>How many words of 64 patients a statement has.</summary>
    public int Words { get; } = words;

    public ulong[] True { get; } = new ulong[statements * words];

    public ulong[] False { get; } = new ulong[statements * words];

    /// <summary>Unknown, but a fact on record would settle it.</summary>
    public ulong[] Settleable { get; } = new ulong[statements * words];

    /// <summary>Sets one patient's truth.</summary>
    public void Set(int statement, int patient, Truth truth, bool canSettle)
    {
        var bit = 1ul << (patient & 63);
        var place = (statement * Words) + (patient >> 6);
        if (truth == Truth.True)
            True[place] |= bit;
        else if (truth == Truth.False)
            False[place] |= bit;
        else if (canSettle)
            Settleable[place] |= bit;
    }
}
