namespace Equipoise.Search.Postings;

/// <summary>Reads the positions of a word in its documents, and the form of each.</summary>
internal sealed unsafe class PlaceCursor
{
    private const int BlockSize = BlockPacking.BlockSize;
    private readonly byte* blockEnds;
    private readonly byte* data;
    private readonly int formCount;
    private readonly int[] read = [];
    private readonly int[] readForms = [];
    private readonly bool isRead;
    private int[] starts = [];
    private uint[] repeats = [];
    private PackedNumbers firsts = null!;
    private PackedNumbers gaps = null!;
    private PackedNumbers forms = null!;
    private int block = -1;
    private byte* formsAt;
    private bool formsOpen;

    /// <summary>Takes a list as it was written.</summary>
    /// <param name="documents">The word's documents.</param>
    /// <param name="list">Where the list begins.</param>
    /// <param name="formCount">How many forms the word has.</param>
    /// <param name="spent">A cursor over such a list that is not needed any more: what it has read into is used again.</param>
    public PlaceCursor(PostingCursor documents, byte* list, int formCount, PlaceCursor? spent = null)
    {
        Documents = documents;
        this.formCount = formCount;
        blockEnds = list;
        data = list + (documents.Blocks - 1) * 4L;
        if (spent is not null)
            (starts, repeats, firsts, gaps, forms) = (spent.starts, spent.repeats, spent.firsts, spent.gaps, spent.forms);
    }

    /// <summary>Takes what has been read: where each document's positions begin and end, the positions and their forms.</summary>
    public PlaceCursor(PostingCursor documents, int[] starts, int[] positions, int[] forms)
    {
        Documents = documents;
        this.starts = starts;
        read = positions;
        readForms = forms;
        isRead = true;
        block = 0;
    }

    /// <summary>The word's documents.</summary>
    public PostingCursor Documents { get; }

    /// <summary>Where work is counted, or null.</summary>
    public SearchMeter? Meter { get; init; }

    /// <summary>How many positions a document has, by its place in a block.</summary>
    public int Count(int inBlock, int place)
    {
        Enter(inBlock);
        return starts[place + 1] - starts[place];
    }

    /// <summary>Puts the positions in a document, by its place in a block, into a list.</summary>
    /// <param name="inBlock">The block.</param>
    /// <param name="place">The document's place in the block.</param>
    /// <param name="target">The list.</param>
    /// <param name="limit">Only the first of the positions beyond this one is wanted.</param>
    public void Positions(int inBlock, int place, PositionList target, int limit = int.MaxValue)
    {
        Enter(inBlock);
        target.Clear();
        var (start, end) = (starts[place], starts[place + 1]);
        var list = target.Extend(end - start);
        if (isRead)
        {
            read.AsSpan(start, list.Length).CopyTo(list);
            Meter?.ReadPositions(list.Length);
            return;
        }

        list[0] = (int)firsts.Read(place);
        target.Cut(list[0] > limit ? 1 : 1 + gaps.Accumulate(start - place, list[0], limit, list[1..]));
        Meter?.ReadPositions(target.Count);
    }

    /// <summary>Puts the forms of the occurrences in a document into a list.</summary>
    public void Forms(int inBlock, int place, PositionList target)
    {
        Enter(inBlock);
        target.Clear();
        var (start, end) = (starts[place], starts[place + 1]);
        var list = target.Extend(end - start);
        if (isRead)
            readForms.AsSpan(start, list.Length).CopyTo(list);
        else if (formCount == 1)
            list.Clear();
        else
            OpenForms().Read(start, System.Runtime.InteropServices.MemoryMarshal.Cast<int, uint>(list));
    }

    /// <summary>For each document of a block how many occurrences come before its own; behind the last, how many there are in the block.</summary>
    public ReadOnlySpan<int> Starts(int inBlock)
    {
        Enter(inBlock);
        return starts.AsSpan(0, Documents.CountIn(inBlock) + 1);
    }

    /// <summary>Reads a block of a list as it was written: the first position in each document, and the gaps of the others.</summary>
    public void Read(int inBlock, Span<uint> theirFirsts, Span<uint> theirGaps)
    {
        Enter(inBlock);
        if (!isRead)
        {
            firsts.Read(0, theirFirsts);
            gaps.Read(0, theirGaps);
            return;
        }

        var gap = 0;
        for (var place = 0; place < theirFirsts.Length; place++)
        {
            theirFirsts[place] = (uint)read[starts[place]];
            for (var at = starts[place] + 1; at < starts[place + 1]; at++)
                theirGaps[gap++] = (uint)(read[at] - read[at - 1]);
        }
    }

    /// <summary>Reads the form of each occurrence of a block.</summary>
    public void ReadForms(int inBlock, Span<uint> theirs)
    {
        Enter(inBlock);
        if (isRead)
            System.Runtime.InteropServices.MemoryMarshal.Cast<int, uint>(readForms.AsSpan(0, theirs.Length)).CopyTo(theirs);
        else if (formCount == 1)
            theirs.Clear();
        else
            OpenForms().Read(0, theirs);
    }

    // Most phrases ask for no form.
    private PackedNumbers OpenForms()
    {
        if (!formsOpen)
            forms.Open(formsAt, starts[Documents.CountIn(block)]);
        formsOpen = true;
        return forms;
    }

    private void Enter(int inBlock)
    {
        if (block != inBlock)
            Open(inBlock);
    }

    // Of most words that are looked for no position is read.
    private void Furnish()
    {
        (starts, repeats) = (new int[BlockSize + 1], new uint[BlockSize]);
        (firsts, gaps, forms) = (new(), new(), new());
    }

    private void Open(int inBlock)
    {
        if (starts.Length == 0)
            Furnish();
        block = inBlock;
        var at = inBlock == 0 ? data : data + *(uint*)(blockEnds + (inBlock - 1) * 4L);
        var count = Documents.CountIn(inBlock);
        at = firsts.Open(at, count);
        firsts.Read(0, repeats.AsSpan(0, count));
        for (var place = 0; place < count; place++)
            starts[place + 1] = starts[place] + (int)repeats[place] + 1;
        at = firsts.Open(at, count);
        formsAt = gaps.Open(at, starts[count] - count);
        formsOpen = false;
    }
}
