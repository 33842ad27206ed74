using System.Runtime.InteropServices;

namespace Equipoise.Registry.Finding;

/// <summary>A text of which parts are marked.</summary>
/// <param name="Runs">The parts in order; together they are the text.</param>
public sealed record MarkedText(IReadOnlyList<TextRun> Runs)
{
    /// <summary>A text without marks.</summary>
    public static MarkedText Plain(string text) => new([new TextRun(text, IsMarked: false)]);

    /// <summary>The whole text.</summary>
    public override string ToString() => string.Concat(Runs.Select(run => run.Text));
}

/// <summary>A part of a text.</summary>
/// <param name="Text">The part.</param>
/// <param name="IsMarked">True where it answers the search.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextRun(string Text, bool IsMarked);
