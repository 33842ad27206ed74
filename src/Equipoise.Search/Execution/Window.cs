using System.Numerics;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Execution;

/// <summary>Up to 4,096 neighboring documents, which are worked on together: a bit says which match, a number what each scores.</summary>
/// <param name="Start">The first document, a multiple of <see cref="Size"/>.</param>
/// <param name="Count">How many there are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Window(int Start, int Count)
{
    public const int Size = 4096;

    /// <summary>How many words of 64 bits a window has.</summary>
    public const int Words = Size / 64;

    /// <summary>The first document behind.</summary>
    public int End => Start + Count;

    /// <summary>The window that a document is in.</summary>
    public static Window Of(int document, int documentCount)
    {
        var start = document & ~(Size - 1);
        return new Window(start, Math.Min(Size, documentCount - start));
    }

    /// <summary>How many bits are set.</summary>
    public static int Matches(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        return count;
    }
}
