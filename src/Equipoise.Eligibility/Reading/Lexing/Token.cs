using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>A word, number or sign of a text.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit after its last.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Word">Its number in the <see cref="Vocabulary"/>; -1 for a word that no phrase contains.</param>
/// <param name="Glued">Nothing stands between it and the token before.</param>
/// <param name="Number">The value of a number.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(int Start, int End, TokenKind Kind, int Word, bool Glued, decimal Number);
