using System.Numerics;
using Equipoise.Search.Postings;
using Equipoise.Search.Queries;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>A phrase, or a word whose fields or form matter: found by its positions. Where all fields are searched, what an occurrence
/// counts is looked up only for documents whose score matters.</summary>
internal sealed unsafe class PlaceNode : Node
{
    // Reading a word's positions in a document takes as long as decoding about so many of a list.
    private const long StepsToTry = 64;
    private readonly TableReader table;
    private readonly TextTarget target;
    private readonly PhraseMatch phrase;
    private readonly PhraseCandidates candidates;
    private readonly Bm25 formula;
    private readonly SearchMeter meter;
    private readonly byte* lengths;
    private readonly WorthBound? worth;
    private readonly WindowBuffers buffers;
    private ulong[] tried = [];
    private ulong[] found = [];
    private ulong[] placed = [];
    private ulong[] weighed = [];
    private float[] occurrences = [];
    private float[] fieldDampings = [];
    private readonly ushort[] beginnings;
    private readonly PositionList begins = new();
    private readonly List<int> ends = [];
    private ushort[] ordinals = [];
    private int windowStart = -1;

    /// <summary>Takes the words in the order of the phrase, and lists of documents of which some or all of its words are said.</summary>
    public PlaceNode(TableReader table, TextTarget target, PhraseWord[] words, IReadOnlyList<PhraseList> lists, int slop, PhraseAnchor anchor, Bm25 formula, SearchMeter meter, WindowBuffers buffers)
    {
        (this.table, this.target) = (table, target);
        this.formula = formula;
        this.meter = meter;
        phrase = new PhraseMatch(table, words, slop, anchor);
        candidates = new PhraseCandidates(phrase.RarestFirst.ToArray(), lists);
        lengths = target.Group >= 0 ? table.Lengths(target.Group) : null;
        this.buffers = buffers;
        beginnings = lengths != null && table.ParentCount is null ? table.Beginnings(target.Group) : [];
        worth = lengths != null && slop == 0 ? new WorthBound(phrase.RarestFirst[0].Documents, lengths, formula) : null;
        Work = (candidates.IsCertain ? 0 : StepsToTry * candidates.Cost) + candidates.Work;
    }

    public override int Cost => candidates.Cost;

    public override long Work { get; }

    public override bool IsCostly => !candidates.IsCertain;

    public override bool Scores => true;

    public override int Next(int document) => candidates.Next(document);

    public override void Match(Window window, Span<ulong> bits)
    {
        Bits.FillFirst(bits, window.Count);
        Narrow(window, bits);
    }

    public override void Narrow(Window window, Span<ulong> bits)
    {
        Enter(window);
        Span<ulong> fresh = stackalloc ulong[Window.Words];
        bits.CopyTo(fresh);
        Bits.AndNot(fresh, tried);
        Bits.Or(tried, fresh);
        candidates.Narrow(window, fresh, found);
        for (var word = 0; word < fresh.Length; word++)
        {
            for (var left = fresh[word]; left != 0; left &= left - 1)
                Try(word * 64 + BitOperations.TrailingZeroCount(left));
        }

        Bits.And(bits, found);
    }

    public override void NarrowCheaply(Window window, Span<ulong> bits)
    {
        if (candidates.IsCertain)
            Narrow(window, bits);
        else
            candidates.Narrow(window, bits, certain: []);
    }

    /// <summary>Finds where the phrase stands in those of some documents that match.</summary>
    public void Locate(Window window, Span<ulong> documents)
    {
        Narrow(window, documents);
        for (var word = 0; word < documents.Length; word++)
        {
            for (var left = documents[word] & ~placed[word]; left != 0; left &= left - 1)
                Place(word * 64 + BitOperations.TrailingZeroCount(left));
        }
    }

    public override float Bound(Window window) => formula.Rarity;

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        if (formula.Rarity < spare)
            return;
        Span<ulong> own = stackalloc ulong[Window.Words];
        matches.CopyTo(own);
        if (worth is not null && spare > 0)
            worth.Keep(window, own, spare);
        var left = certain ? Window.Matches(matches) - Window.Matches(own) : 0;
        Narrow(window, own);
        var scored = 0;
        for (var word = 0; word < own.Length; word++)
        {
            for (var bits = own[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                var damping = Damping(at);
                if (formula.Of(BeginsOf(at).Length * target.MostWeight, damping) * 1.0001f < spare)
                    continue;
                scores[at] += formula.Of(Weigh(at), damping);
                scored++;
            }
        }

        meter.Score(scored);
        meter.LeaveUnscored(left + Window.Matches(own) - scored);
    }

    /// <summary>Adds the weighted occurrences in those of some documents that match, times a factor, and says how their lengths damp.</summary>
    /// <param name="window">The window.</param>
    /// <param name="matches">The documents.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="sums">What is added to.</param>
    /// <param name="dampings">How their lengths damp.</param>
    /// <param name="atMost">Whether as much as there can be will do, for which no field is looked up.</param>
    public void Count(Window window, ReadOnlySpan<ulong> matches, float factor, Span<float> sums, Span<float> dampings, bool atMost)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        matches.CopyTo(own);
        if (atMost && worth is not null)
        {
            // Where the phrase stands is known of documents that were tried, of the others what its rarest word counts.
            Enter(window);
            Span<ulong> others = stackalloc ulong[Window.Words];
            for (var word = 0; word < own.Length; word++)
            {
                var possible = own[word] & (found[word] | ~tried[word]);
                others[word] = possible & ~placed[word];
                own[word] = possible & placed[word];
            }

            worth.Add(window, others, factor, sums, dampings);
        }
        else
        {
            Narrow(window, own);
        }

        for (var word = 0; word < own.Length; word++)
        {
            for (var bits = own[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                sums[at] += (atMost ? BeginsOf(at).Length * target.MostWeight : Weigh(at)) * factor;
                dampings[at] = Damping(at);
            }
        }
    }

    // What was tried in a window is remembered until the next.
    private void Enter(Window window)
    {
        if (windowStart == window.Start)
            return;
        windowStart = window.Start;
        if (ordinals.Length == 0)
            Furnish();
        tried.AsSpan().Clear();
        found.AsSpan().Clear();
        placed.AsSpan().Clear();
        weighed.AsSpan().Clear();
        begins.Clear();
        ends.Clear();
    }

    // Many phrases are looked for in no window at all.
    private void Furnish()
    {
        ordinals = GC.AllocateUninitializedArray<ushort>(Window.Size);
        (tried, found, placed, weighed) = (new ulong[Window.Words], new ulong[Window.Words], new ulong[Window.Words], new ulong[Window.Words]);
        occurrences = buffers.Lend();
        if (lengths == null)
            fieldDampings = buffers.Lend();
    }

    private void Try(int at)
    {
        var here = Place(at);
        if (!here.IsEmpty && IsInTarget(windowStart + at, here))
            found[at >> 6] |= 1UL << at;
    }

    // Finds where the phrase begins in a document.
    private ReadOnlySpan<int> Place(int at)
    {
        var here = phrase.Begins(windowStart + at);
        if (here.IsEmpty)
            return here;
        here.CopyTo(begins.Extend(here.Length));
        ordinals[at] = (ushort)ends.Count;
        ends.Add(begins.Count);
        placed[at >> 6] |= 1UL << at;
        if (lengths == null)
            fieldDampings[at] = 0;
        return here;
    }

    // Only documents that have each of the words in the group are tried. A word that never stands outside the phrase brings the phrase there.
    private bool IsInTarget(int document, ReadOnlySpan<int> here) =>
        target.IsEveryField || (lengths != null && phrase.Fewest == here.Length) || IsAtBeginning(document, here[0]) || FieldMap.Weighs(table.Map(document), here, target.Weights);

    // Most documents begin with many values of a group's fields: titles, conditions, a summary.
    private bool IsAtBeginning(int document, int position)
    {
        if (beginnings.Length == 0)
            return false;
        ref var known = ref beginnings[document];
        if (known == 0)
            known = (ushort)Math.Min(ushort.MaxValue, FieldMap.Beginning(table.Map(document), target.Weights) + 1);
        return position < known - 1;
    }

    private float Damping(int at)
    {
        if (lengths != null)
            return formula.ByCode[lengths[windowStart + at]];
        ref var known = ref fieldDampings[at];
        return known > 0 ? known : known = formula.Damping(FieldMap.CountWords(table.Map(windowStart + at), target.Weights));
    }

    // Where the phrase begins in a document that has it.
    private ReadOnlySpan<int> BeginsOf(int at)
    {
        if ((placed[at >> 6] >> at & 1) == 0)
            return Place(at);
        var ordinal = ordinals[at];
        return begins.Span[(ordinal == 0 ? 0 : ends[ordinal - 1])..ends[ordinal]];
    }

    private float Weigh(int at)
    {
        if ((weighed[at >> 6] >> at & 1) != 0)
            return occurrences[at];
        weighed[at >> 6] |= 1UL << at;
        return occurrences[at] = FieldMap.Weigh(table.Map(windowStart + at), BeginsOf(at), target.Weights);
    }
}
