using System.Runtime.InteropServices;
using Equipoise.Search.Columns;
using Equipoise.Search.Documents;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>A table's documents in memory, before they become part of a segment.</summary>
internal sealed class TableBuffer
{
    private const int Ahead = 4;
    private readonly (int Group, double Weight)[][] groupsOf;
    private readonly bool[] isText;
    private readonly KeywordBuffer?[] keywords;
    private readonly RowValues?[] numbers;
    private readonly List<byte>[] lengths;
    private readonly double[] groupLengths;
    private readonly long[] fieldWords;
    private readonly int[] lastDocument;
    private readonly ByteBuffer maps = new(4096);
    private readonly List<uint> mapStarts = [0];
    private readonly List<uint> childStarts = [0];
    private int fieldBefore;

    public TableBuffer(TableSchema schema, WordSpace space)
    {
        Words = new WordBuffer(space);
        Schema = schema;
        var fields = schema.Fields.Count;
        var weights = new List<(int, double)>[fields];
        for (var field = 0; field < fields; field++)
            weights[field] = [];
        foreach (var (number, group) in schema.Groups.Index())
        {
            foreach (var (name, weight) in group.Weights)
                weights[schema.FieldNumber(name)].Add((number, weight));
        }

        groupsOf = [.. weights.Select(field => field.ToArray())];
        isText = [.. schema.Fields.Select(field => field.Kind == FieldKind.Text)];
        keywords = new KeywordBuffer?[fields];
        numbers = new RowValues?[fields];
        lengths = [.. schema.Groups.Select(_ => new List<byte>())];
        groupLengths = new double[lengths.Length];
        fieldWords = new long[fields];
        lastDocument = new int[fields];
        TextDocuments = new PostingListWriter?[fields];
        lastDocument.AsSpan().Fill(-1);
    }

    public TableSchema Schema { get; }

    public int DocumentCount { get; private set; }

    public WordBuffer Words { get; }

    /// <summary>For each text field the documents that have it; null where none has.</summary>
    public PostingListWriter?[] TextDocuments { get; }

    /// <summary>The documents' keys; stays empty where they are nested.</summary>
    public KeywordBuffer Keys { get; } = new();

    public ReadOnlySpan<byte> Maps => maps.Span;

    public ReadOnlySpan<uint> MapStarts => CollectionsMarshal.AsSpan(mapStarts);

    /// <summary>Where each document's nested documents begin, for the documents that are ended.</summary>
    public ReadOnlySpan<uint> ChildStarts => CollectionsMarshal.AsSpan(childStarts);

    /// <summary>The groups that a text field is in, with its weight in each.</summary>
    public (int Group, double Weight)[] GroupsOf(int field) => groupsOf[field];

    /// <summary>The values of a keyword field; null where no document has one.</summary>
    public KeywordBuffer? Keyword(int field) => keywords[field] is { Rows.Documents.IsEmpty: false } held ? held : null;

    /// <summary>The values of a field of numbers or points; null where no document has one.</summary>
    public RowValues? Numbers(int field) => numbers[field] is { Documents.IsEmpty: false } held ? held : null;

    /// <summary>How many words a text field has in all.</summary>
    public long WordsOf(int field) => fieldWords[field];

    /// <summary>The codes of the documents' lengths in a group.</summary>
    public ReadOnlySpan<byte> Lengths(int group) => CollectionsMarshal.AsSpan(lengths[group]);

    /// <summary>Adds a document's own values; its nested documents belong to other tables.</summary>
    public void Add(Document document)
    {
        var position = 0;
        fieldBefore = 0;
        // A keyword is looked for in memory that is far away: a few of them are asked for before the first is needed.
        Span<ulong> keys = stackalloc ulong[Ahead];
        var values = document.Values;
        for (var ahead = 0; ahead < Math.Min(Ahead, values.Length); ahead++)
            keys[ahead] = Expect(document, values[ahead]);
        for (var number = 0; number < values.Length; number++)
        {
            ref readonly var value = ref values[number];
            var field = document.FieldOf(value, Schema);
            var key = keys[number % Ahead];
            if (number + Ahead < values.Length)
                keys[number % Ahead] = Expect(document, values[number + Ahead]);
            switch (value.Kind)
            {
                case FieldKind.Text when isText[field]:
                    position += AddText(field, position, document.TextOf(value));
                    break;
                case FieldKind.Text:
                    (keywords[field] ??= new()).Add(DocumentCount, document.TextOf(value), key);
                    break;
                case FieldKind.Geo:
                    (numbers[field] ??= new()).Add(DocumentCount, GeoColumn.Encode(value.Point));
                    break;
                case FieldKind.Boolean:
                    (keywords[field] ??= new()).Add(DocumentCount, value.First > 0 ? "true"u8 : "false"u8);
                    break;
                default:
                    (numbers[field] ??= new()).Add(DocumentCount, BitConverter.DoubleToInt64Bits(value.First));
                    break;
            }
        }

        mapStarts.Add((uint)maps.Length);
        for (var group = 0; group < lengths.Length; group++)
        {
            lengths[group].Add(Impact.OfLength(groupLengths[group]));
            groupLengths[group] = 0;
        }

        DocumentCount++;
    }

    /// <summary>Notes that the documents so far are nested in one document or those before it.</summary>
    public void EndParent() => childStarts.Add((uint)DocumentCount);

    /// <summary>Takes all documents out again; what they were kept in stays for the next.</summary>
    public void Clear()
    {
        DocumentCount = 0;
        Words.Clear();
        Keys.Clear();
        for (var field = 0; field < isText.Length; field++)
        {
            keywords[field]?.Clear();
            numbers[field]?.Clear();
            TextDocuments[field] = null;
        }

        foreach (var codes in lengths)
            codes.Clear();
        fieldWords.AsSpan().Clear();
        lastDocument.AsSpan().Fill(-1);
        maps.Clear();
        CollectionsMarshal.SetCount(mapStarts, 1);
        CollectionsMarshal.SetCount(childStarts, 1);
    }

    // The key of a keyword; 0 for any other value.
    private ulong Expect(Document document, in FieldValue value)
    {
        if (value.Kind != FieldKind.Text || document.FieldOf(value, Schema) is var field && isText[field])
            return 0;
        var key = WordTable.KeyOf(document.TextOf(value));
        keywords[field]?.Expect(key);
        return key;
    }

    private int AddText(int field, int position, ReadOnlySpan<byte> text)
    {
        var words = Words.Add(DocumentCount, field, position, text);
        if (words == 0)
            return 0;
        FieldMap.Write(maps, fieldBefore, field, words);
        fieldBefore = field;
        fieldWords[field] += words;
        if (lastDocument[field] != DocumentCount)
        {
            lastDocument[field] = DocumentCount;
            (TextDocuments[field] ??= new PostingListWriter(withCodes: false)).Add(DocumentCount);
        }

        foreach (var (group, weight) in groupsOf[field])
            groupLengths[group] += weight * words;
        return words + 1;
    }
}
