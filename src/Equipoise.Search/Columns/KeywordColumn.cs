using Equipoise.Search.Files;

namespace Equipoise.Search.Columns;

/// <summary>A keyword field: its values in order, each document's by number, each value's documents.</summary>
internal sealed class KeywordColumn : IColumn
{
    public KeywordColumn(MappedFile file, ref ByteReader directory)
    {
        Values = new SortedStrings(file, ref directory);
        Rows = new Rows(file, ref directory);
        Lists = new ValueLists(file, ref directory);
    }

    public long Bytes => Values.Bytes + Rows.Bytes + Lists.Bytes;

    public SortedStrings Values { get; }

    public Rows Rows { get; }

    public ValueLists Lists { get; }

    /// <summary>Writes a column whose rows hold numbers of values already in order, and to the directory where it is.</summary>
    public static void Write(FileSink sink, ByteBuffer directory, int documentCount, SortedStringsWriter values, RowValues rows)
    {
        values.Finish(sink, directory);
        Rows.Write(sink, directory, documentCount, rows);
        ValueLists.Write(sink, directory, values.Count, rows);
    }
}
