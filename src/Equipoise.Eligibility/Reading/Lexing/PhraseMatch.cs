using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>A phrase found in a text.</summary>
/// <param name="Phrase">What it means.</param>
/// <param name="Kind">What the phrase does.</param>
/// <param name="End">The token after its last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PhraseMatch(Phrase Phrase, WordKind Kind, int End);
