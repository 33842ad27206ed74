namespace Equipoise.Registry.Essie;

/// <summary>A token of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says, escapes resolved.</param>
/// <param name="Start">Where it begins, counted from 0.</param>
/// <param name="End">Where it ends, excluded.</param>
internal sealed record EssieToken(EssieTokenKind Kind, string Text, int Start, int End)
{
    /// <summary>True for the keyword.</summary>
    public bool Is(string keyword) => Kind == EssieTokenKind.Keyword && string.Equals(Text, keyword, StringComparison.Ordinal);
}
