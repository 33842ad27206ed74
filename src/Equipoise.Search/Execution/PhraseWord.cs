using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>A word of a phrase with its positions.</summary>
/// <param name="offset">Where in the phrase the word stands.</param>
/// <param name="places">Its positions in all forms and fields.</param>
/// <param name="documents">The documents that count, among which are all that match.</param>
/// <param name="form">The form that counts, or -1 for all.</param>
internal sealed class PhraseWord(int offset, PlaceCursor places, PostingCursor documents, int form = -1)
{
    private static readonly int Stride = Vector256<int>.Count;
    private readonly PositionList forms = new();
    private int block;
    private int place;
    private int reached = -1;

    public int Offset => offset;

    public int Cost => documents.Count;

    /// <summary>The documents that count, among which are all that match.</summary>
    public PostingCursor Documents => documents;

    public int Next(int document) => ListMatch.Next(documents, document);

    public void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        ListMatch.Add(documents, window, bits);
    }

    public void Narrow(Window window, Span<ulong> bits)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        own.Clear();
        ListMatch.Add(documents, window, bits, own);
        Bits.And(bits, own);
    }

    /// <summary>How often the word stands in a document that has it, in whatever form and field.</summary>
    public int Occurrences(int document)
    {
        Reach(document);
        return places.Count(block, place);
    }

    /// <summary>The word's positions in a document that has it, ascending. Fastest when documents ascend.</summary>
    /// <param name="document">The document.</param>
    /// <param name="positions">What they are put into.</param>
    /// <param name="limit">Those beyond this one need not all be read.</param>
    public void Positions(int document, PositionList positions, int limit = int.MaxValue)
    {
        Reach(document);
        places.Positions(block, place, positions, limit);
        if (form < 0)
            return;
        places.Forms(block, place, forms);
        positions.KeepWhereEqual(forms.Span, form);
    }

    private void Reach(int document)
    {
        if (reached == document)
            return;
        reached = document;
        var cursor = places.Documents;
        if (cursor.Before(block) >= document || cursor.Last(block) < document)
        {
            block = cursor.Find(document);
            place = 0;
        }

        var numbers = cursor.Documents(block);
        if (place >= numbers.Length || numbers[place] > document)
            place = 0;
        ref var first = ref MemoryMarshal.GetReference(numbers);
        var wanted = Vector256.Create(document);
        for (; place + Stride <= numbers.Length; place += Stride)
        {
            // Eight at a time: as many are passed as come before.
            var before = Vector256.LessThan(Vector256.LoadUnsafe(ref first, (nuint)place), wanted).ExtractMostSignificantBits();
            if (before == byte.MaxValue)
                continue;
            place += BitOperations.PopCount(before);
            return;
        }

        while (numbers[place] < document)
            place++;
    }
}
