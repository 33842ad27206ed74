using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>What a phrase in a group can count in a document at most, by what one of its words counts there: each time the phrase stands somewhere, the
/// word does. No position is read for that.</summary>
/// <param name="cursor">The word's list in the group.</param>
/// <param name="lengths">The lengths of the documents in the group.</param>
/// <param name="formula">How the phrase scores.</param>
internal sealed unsafe class WorthBound(PostingCursor cursor, byte* lengths, Bm25 formula)
{
    // A code is off by half a step of a sixteenth of an octave, which is 2.2 %; sums of rounded numbers by a little more.
    private const float Slack = 1.03f;

    // The greatest code stands for whatever is greater, too.
    private const float Unbounded = 1e6f;
    private static readonly float[] Most = [.. Impact.Occurrences.Select((count, code) => code == byte.MaxValue ? Unbounded : count * Slack)];
    private readonly float[] damping = formula.ByCode;

    /// <summary>Keeps the documents in which the phrase can score as much as is needed.</summary>
    public void Keep(Window window, Span<ulong> documents, float needed)
    {
        Span<ulong> kept = stackalloc ulong[Window.Words];
        kept.Clear();
        for (var block = cursor.Find(window.Start); block < cursor.Blocks && cursor.Before(block) + 1 < window.End; block++)
        {
            if (!ListMatch.Reaches(cursor, block, window, documents))
                continue;
            var numbers = ListMatch.Within(cursor.Documents(block), window, out var before);
            var codes = cursor.Codes(block)[before..];
            for (var number = 0; number < numbers.Length; number++)
            {
                var at = numbers[number] - window.Start;
                if ((documents[at >> 6] >> at & 1) != 0 && formula.Of(Most[codes[number]], damping[lengths[numbers[number]]]) * 1.0001f >= needed)
                    kept[at >> 6] |= 1UL << at;
            }
        }

        kept.CopyTo(documents);
    }

    /// <summary>Adds what the phrase counts at most in some documents, times a factor, and says how their lengths damp.</summary>
    public void Add(Window window, ReadOnlySpan<ulong> documents, float factor, Span<float> sums, Span<float> dampings)
    {
        for (var block = cursor.Find(window.Start); block < cursor.Blocks && cursor.Before(block) + 1 < window.End; block++)
        {
            if (!ListMatch.Reaches(cursor, block, window, documents))
                continue;
            var numbers = ListMatch.Within(cursor.Documents(block), window, out var before);
            var codes = cursor.Codes(block)[before..];
            for (var number = 0; number < numbers.Length; number++)
            {
                var at = numbers[number] - window.Start;
                if ((documents[at >> 6] >> at & 1) == 0)
                    continue;
                sums[at] += Most[codes[number]] * factor;
                dampings[at] = damping[lengths[numbers[number]]];
            }
        }
    }
}
