using System.Runtime.InteropServices;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>A word, number or sign at its place in a text.</summary>
/// <param name="Spelling">What is known of it wherever it stands.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Sign">The sign, its variants made one; a blank for words and numbers.</param>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit after its last.</param>
/// <param name="Glued">Nothing stands between it and the token before.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(Spelling Spelling, TokenKind Kind, char Sign, int Start, int End, bool Glued)
{
    public Token(Spelling spelling, int start, int end, bool glued)
        : this(spelling, spelling.Kind, spelling.Sign, start, end, glued)
    {
    }

    /// <summary>Its number in the <see cref="Vocabulary"/>; -1 for a word that no phrase contains.</summary>
    public int Word => Spelling.Word;

    /// <summary>The value of a number.</summary>
    public decimal Number => Spelling.Number;
}
