namespace Equipoise.Eligibility.Reading.Lexing;

internal enum TokenKind : byte
{
    Word,
    Number,
    Sign,
}
