using Equipoise.Search.Files;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Merges some segments into one, without what is deleted.</summary>
internal sealed class SegmentMerge
{
    private readonly IReadOnlyList<SegmentView> views;

    public SegmentMerge(IReadOnlyList<SegmentView> views)
    {
        this.views = views;
        foreach (var view in views)
            view.Segment.DemandUnchanged();
        var next = 0;
        Places = [.. views.Select(view => Enumerable.Range(0, view.Segment.DocumentCount).Select(document => view.IsDeleted(document) ? -1 : next++).ToArray())];
        DocumentCount = next;
    }

    /// <summary>For each segment and document the number it has in the merged one, or -1.</summary>
    public IReadOnlyList<int[]> Places { get; }

    public int DocumentCount { get; }

    /// <summary>Writes the merged segment. Its files are not durable yet.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="segment">Its number.</param>
    /// <param name="withPhrases">Whether it gets lists of frequent phrases.</param>
    public SegmentEntry Write(string folder, long segment, bool withPhrases)
    {
        FileEntry? phrases = null;
        var files = new List<FileEntry>();
        var counts = new List<int> { DocumentCount };
        for (var table = 0; table < views[0].Segment.Tables.Count; table++)
        {
            var starts = table == 0 ? null : new uint[DocumentCount + 1];
            var sources = views.Select((view, number) => new MergeSource(view.Segment.Tables[table], starts is null ? Places[number] : PlaceChildren(view.Segment.Tables[table], Places[number], starts))).ToList();
            var count = starts is null ? DocumentCount : (int)starts[^1];
            var merge = new TableMerge(sources, count);
            files.AddRange(merge.Write(folder, segment, table, starts));
            if (table == 0 && withPhrases)
                phrases = WritePhrases(folder, segment, files, merge.Frequent);
            if (table > 0)
                counts.Add(count);
        }

        if (phrases is not null)
            files.Add(phrases);
        files.Add(WritePayloads(folder, segment));
        return new SegmentEntry(segment, counts, files, Deletions: null);
    }

    // Documents keep their order, so the numbers of nested ones go on where those of the document before end.
    private static int[] PlaceChildren(TableReader table, int[] parents, uint[] starts)
    {
        var begins = table.ChildStarts();
        var places = new int[table.DocumentCount];
        places.AsSpan().Fill(-1);
        for (var parent = 0; parent < parents.Length; parent++)
        {
            if (parents[parent] is not (>= 0 and var place))
                continue;
            var next = starts[place];
            for (var child = begins[parent]; child < begins[parent + 1]; child++)
                places[child] = (int)next++;
            starts[place + 1] = next;
        }

        return places;
    }

    // From the table as it was just written, so that phrases are those of all its documents, whatever lists the merged segments have.
    private FileEntry WritePhrases(string folder, long segment, List<FileEntry> table, IReadOnlyList<byte[]> frequent)
    {
        var files = table.ConvertAll(file => new MappedFile(Path.Combine(folder, file.Name), file, isTrusted: true));
        try
        {
            var written = new TableReader(views[0].Segment.Tables[0].Schema, files, DocumentCount, parentCount: null);
            return PhraseCollection.Write(written, frequent, Path.Combine(folder, TableFiles.Phrases(segment)));
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private FileEntry WritePayloads(string folder, long segment)
    {
        using var sink = new FileSink(Path.Combine(folder, TableFiles.Payloads(segment)));
        var payloads = new PayloadWriter(sink);
        foreach (var (number, view) in views.Index())
            AddPayloads(payloads, view.Segment, Places[number]);
        return payloads.Finish();
    }

    private static void AddPayloads(PayloadWriter payloads, Segment segment, int[] places)
    {
        for (int document = 0, end; document < places.Length; document = end)
        {
            var written = segment.Payloads.Written(document, out _, out end, out var length);
            var those = places.AsSpan(document..end);
            // Most blocks are as good as new ones, and compressing them anew is what merging payloads would take.
            if (PayloadWriter.IsFull(those.Length, length) && !those.Contains(-1))
            {
                payloads.AddBlock(written, those.Length);
                continue;
            }

            if (!those.ContainsAnyInRange(0, int.MaxValue))
                continue;
            var block = segment.Payloads.Open(document);
            for (; document < end; document++)
            {
                if (places[document] >= 0)
                    payloads.Add(block.Payload(document).Span);
            }
        }
    }
}
