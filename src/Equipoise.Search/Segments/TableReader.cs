using System.Collections.Concurrent;
using System.Globalization;
using Equipoise.Search.Columns;
using Equipoise.Search.Files;
using Equipoise.Search.Postings;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Segments;

/// <summary>One table of a segment, to read.</summary>
internal sealed unsafe class TableReader
{
    // Pages count some few sets of columns; what asks for others counts each by itself.
    private const int MostJoined = 8;
    private readonly ConcurrentDictionary<int, ushort[]> beginnings = new();
    private readonly ConcurrentDictionary<string, (IReadOnlyList<int> Fields, Lazy<DocumentKinds> Kinds)> kinds = new(StringComparer.Ordinal);
    private readonly MappedFile columns;
    private readonly IColumn?[] byField;
    private readonly (long Offset, int Length)[] textDocuments;
    private readonly KeywordColumn? keys;
    private readonly long[] lengths;
    private readonly int distinctMaps;
    private readonly long mapNumbers;
    private readonly long mapStarts;
    private readonly long maps;
    private readonly long childStarts;
    private volatile bool childStartsVerified;

    /// <summary>Reads the directories.</summary>
    /// <param name="schema">The table's schema.</param>
    /// <param name="files">Its files in the order of <see cref="TableFiles.Parts"/>.</param>
    /// <param name="documentCount">How many documents (nested or not) it has.</param>
    /// <param name="parentCount">For a nested table, how many documents have them; else null.</param>
    public TableReader(TableSchema schema, IReadOnlyList<MappedFile> files, int documentCount, int? parentCount)
    {
        Schema = schema;
        DocumentCount = documentCount;
        ParentCount = parentCount;
        Terms = new TermReader(files[0], files[1], files[2]);
        columns = files[3];
        var directory = new ByteReader(columns.Directory());
        byField = new IColumn?[schema.Fields.Count];
        TextStatistics = new (int, long)[schema.Fields.Count];
        textDocuments = new (long, int)[schema.Fields.Count];
        for (var field = 0; field < byField.Length; field++)
        {
            if (schema.Fields[field].Kind == FieldKind.Text)
                ReadText(field, ref directory);
            else
                byField[field] = ReadColumn(schema.Fields[field].Kind, ref directory);
        }

        if (parentCount is null)
            keys = (KeywordColumn?)ReadColumn(FieldKind.Keyword, ref directory);
        lengths = new long[schema.Groups.Count];
        GroupStatistics = new (int, double)[lengths.Length];
        for (var group = 0; group < lengths.Length; group++)
        {
            GroupStatistics[group] = (directory.Int(), directory.Read<double>());
            lengths[group] = (long)directory.Varint();
        }

        distinctMaps = directory.Int();
        mapNumbers = distinctMaps > 0 ? (long)directory.Varint() : 0;
        mapStarts = (long)directory.Varint();
        maps = (long)directory.Varint();
        if (parentCount is not null)
            childStarts = (long)directory.Varint();
    }

    public TableSchema Schema { get; }

    public int DocumentCount { get; }

    /// <summary>For a nested table, how many documents may have them.</summary>
    public int? ParentCount { get; }

    public TermReader Terms { get; }

    /// <summary>The documents with frequent phrases, or null where they are found by positions alone.</summary>
    public PhraseLists? Phrases { get; set; }

    /// <summary>For each text field, how many documents have it and how many words it has in all.</summary>
    public (int Documents, long Words)[] TextStatistics { get; }

    /// <summary>For each group, how many documents have it and the sum of their weighted lengths.</summary>
    public (int Documents, double Length)[] GroupStatistics { get; }

    /// <summary>The documents' keys; null where nested.</summary>
    public KeywordColumn? Keys => Verified(keys);

    /// <summary>A column, or null where no document has a value.</summary>
    public T? Column<T>(int field)
        where T : class, IColumn => Verified((T?)byField[field]);

    /// <summary>The documents by what they have in some keyword columns, worked out when first needed (some 0.4 µs a document); null where other sets of columns were
    /// asked for before.</summary>
    /// <param name="fields">The columns' fields.</param>
    /// <param name="name">What <see cref="KindsName"/> calls them.</param>
    public DocumentKinds? Kinds(IReadOnlyList<int> fields, string name)
    {
        if (kinds.TryGetValue(name, out var known))
            return known.Kinds.Value;
        return kinds.Count < MostJoined ? kinds.GetOrAdd(name, _ => (fields, new(() => DocumentKinds.Of(this, fields)))).Kinds.Value : null;
    }

    /// <summary>What a set of columns is called.</summary>
    public static string KindsName(IEnumerable<int> fields) => string.Join(' ', fields.Select(field => field.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The sets of keyword columns by which documents were asked for.</summary>
    public IEnumerable<IReadOnlyList<int>> KindsAskedFor => kinds.Values.Select(each => each.Fields);

    /// <summary>The documents that have words in a text field, or null where none has.</summary>
    public PostingCursor? TextDocuments(int field, SearchMeter? meter = null)
    {
        var documents = TextStatistics[field].Documents;
        return documents == 0 ? null
            : new PostingCursor(columns, textDocuments[field].Offset, textDocuments[field].Length, documents, withCodes: false) { Meter = meter?.Open(documents) };
    }

    /// <summary>How many bytes the lists of documents with text take.</summary>
    public long TextDocumentBytes => textDocuments.Sum(list => (long)list.Length);

    /// <summary>The codes of the documents' lengths in a group.</summary>
    public byte* Lengths(int group) => columns.Pointer(lengths[group], DocumentCount);

    /// <summary>For each document how many positions from its beginning on lie in no other field than those of a group, plus 1, as far as anybody has noted it; else
    /// 0. Two who note the same note the same number.</summary>
    public ushort[] Beginnings(int group) => beginnings.GetOrAdd(group, _ => new ushort[DocumentCount]);

    /// <summary>The map of a document, to be read by <see cref="FieldMap"/>.</summary>
    public ReadOnlySpan<byte> Map(int document)
    {
        var number = distinctMaps > 0 ? columns.Slice<ushort>(mapNumbers + document * 2L, 1)[0] : document;
        var ends = columns.Slice<uint>(mapStarts + number * 4L, 2);
        return columns.Slice(maps + ends[0], ends[1] - ends[0]);
    }

    /// <summary>Where each document's nested documents begin, and at last where they end.</summary>
    public ReadOnlySpan<int> ChildStarts()
    {
        var bytes = (ParentCount!.Value + 1) * 4L;
        if (!childStartsVerified)
            columns.Demand(childStarts, bytes);
        childStartsVerified = true;
        return new ReadOnlySpan<int>(columns.Address(childStarts, bytes), ParentCount.Value + 1);
    }

    /// <summary>How many bytes the maps take.</summary>
    public long MapBytes
    {
        get
        {
            var count = distinctMaps > 0 ? distinctMaps : DocumentCount;
            return columns.Slice<uint>(mapStarts + count * 4L, 1)[0] + (count + 1) * 4L + (distinctMaps > 0 ? DocumentCount * 2L : 0);
        }
    }

    private static T? Verified<T>(T? column)
        where T : class, IColumn
    {
        column?.Rows.Demand();
        return column;
    }

    private void ReadText(int field, ref ByteReader directory)
    {
        var documents = directory.Int();
        if (documents == 0)
            return;
        TextStatistics[field] = (documents, (long)directory.Varint());
        textDocuments[field] = ((long)directory.Varint(), directory.Int());
    }

    private IColumn? ReadColumn(FieldKind kind, ref ByteReader directory)
    {
        if (directory.Byte() == 0)
            return null;
        return kind switch
        {
            FieldKind.Keyword or FieldKind.Boolean => new KeywordColumn(columns, ref directory),
            FieldKind.Geo => new GeoColumn(columns, ref directory),
            _ => new NumberColumn(columns, ref directory),
        };
    }
}
