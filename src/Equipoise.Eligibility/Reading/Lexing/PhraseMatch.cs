using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>A phrase found in a text.</summary>
/// <param name="Phrase">What it means.</param>
/// <param name="End">The token after its last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PhraseMatch(Phrase Phrase, int End)
{
    /// <summary>What the phrase does.</summary>
    public WordKind Kind { get; } = Phrase.Kind;
}
