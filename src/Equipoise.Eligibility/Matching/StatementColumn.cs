using Equipoise.Eligibility.Evaluation;

namespace Equipoise.Eligibility.Matching;

/// <summary>One statement asked of many patients.</summary>
internal abstract class StatementColumn
{
    /// <summary>Nothing is known of a patient's code yet in a table of truths.</summary>
    protected const byte NotAsked = 0;

    /// <summary>Writes the truth for the patients from <paramref name="first"/> on into a block.</summary>
    /// <param name="truths">The block.</param>
    /// <param name="statement">The statement's place in it.</param>
    /// <param name="first">The first patient.</param>
    /// <param name="count">How many.</param>
    public abstract void Fill(TruthTable truths, int statement, int first, int count);

    /// <summary>A finding as a code of a table.</summary>
    protected static byte Code(Finding finding) => finding.Truth switch { Truth.True => 1, Truth.False => 2, _ => (byte)(finding.SettledBy is null ? 4 : 3) };

    /// <summary>Writes a code.</summary>
    protected static void Set(TruthTable truths, int statement, int patient, byte code) => truths.Set(statement, patient, code switch { 1 => Truth.True, 2 => Truth.False, _ => Truth.Unknown }, code == 3);
}
