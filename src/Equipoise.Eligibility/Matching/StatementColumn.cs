using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>One statement asked of many patients.</summary>
internal abstract class StatementColumn
{
    /// <summary>Nothing is known of a patient's code yet in a table of truths.</summary>
    protected const byte NotAsked = 0;

    /// <summary>Writes the truth for the patients from <paramref name="first"/> on into a block.</summary>
    public abstract void Fill(TruthBits bits, int first, int count);

    /// <summary>A finding as a code of a table.</summary>
    protected static byte Code(Finding finding) => finding.Truth switch { Truth.True => 1, Truth.False => 2, _ => (byte)(finding.SettledBy is null ? 4 : 3) };

    /// <summary>Writes a code.</summary>
    protected static void Set(TruthBits bits, int patient, byte code) => bits.Set(patient, code switch { 1 => Truth.True, 2 => Truth.False, _ => Truth.Unknown }, code == 3);
}
