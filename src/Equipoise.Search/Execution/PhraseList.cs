using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>A list of the documents that have some neighboring words of a phrase next to each other.</summary>
/// <param name="cursor">The list.</param>
/// <param name="kinds">For each code of the list whether it counts: 0 for no, 1 for yes, 2 where only positions can tell.</param>
/// <param name="first">The first of the words in the phrase.</param>
/// <param name="count">How many there are.</param>
/// <param name="isWhole">Whether these are all words of the phrase, and nothing else is asked of it.</param>
internal sealed class PhraseList(PostingCursor cursor, byte[] kinds, int first, int count, bool isWhole)
{
    /// <summary>About how many documents it has.</summary>
    public int Cost => cursor.Count;

    /// <summary>Whether what it says need not be proved by positions, but for documents of which it says so.</summary>
    public bool IsWhole => isWhole;

    /// <summary>Whether a word of the phrase is among those that it speaks of.</summary>
    public bool Covers(int offset) => offset >= first && offset < first + count;

    public int Next(int document) => ListMatch.Next(cursor, document);

    /// <summary>Takes away the documents that do not have it.</summary>
    /// <param name="window">The window.</param>
    /// <param name="bits">The documents; keeps those of which positions have to tell.</param>
    /// <param name="certain">Takes those that have the whole phrase; empty where positions shall tell in any case.</param>
    public void Narrow(Window window, Span<ulong> bits, Span<ulong> certain)
    {
        Span<ulong> kept = stackalloc ulong[Window.Words];
        kept.Clear();
        var yes = !isWhole || certain.IsEmpty ? kept : certain;
        for (var block = cursor.Find(window.Start); block < cursor.Blocks && cursor.Before(block) + 1 < window.End; block++)
        {
            if (!ListMatch.Reaches(cursor, block, window, bits))
                continue;
            var documents = ListMatch.Within(cursor.Documents(block), window, out var before);
            var codes = cursor.Codes(block)[before..];
            for (var number = 0; number < documents.Length; number++)
            {
                var at = documents[number] - window.Start;
                var (word, bit) = (at >> 6, bits[at >> 6] & 1UL << at);
                var kind = kinds[codes[number]];
                yes[word] |= kind == 1 ? bit : 0;
                kept[word] |= kind == 2 ? bit : 0;
            }
        }

        kept.CopyTo(bits);
    }
}
