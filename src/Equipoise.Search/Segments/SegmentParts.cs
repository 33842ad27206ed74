using Equipoise.Search.Columns;
using Equipoise.Search.Schema;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Segments;

/// <summary>What the files of a segment consist of, and how many bytes each part takes. Directories, checksums and what lies between parts
/// are left out.</summary>
internal static class SegmentParts
{
    public static IEnumerable<IndexPart> Of(Segment segment, IndexSchema schema)
    {
        for (var table = 0; table < segment.Tables.Count; table++)
        {
            var path = table == 0 ? "" : schema.Paths[table - 1];
            foreach (var part in OfWords(path, segment.Tables[table]).Concat(OfColumns(path, segment.Tables[table])))
                yield return part;
        }

        if (segment.Tables[0].Phrases is { } phrases)
            yield return new IndexPart("", "phrases", "documents with frequent phrases", phrases.Bytes, phrases.Documents);
        yield return new IndexPart("", "payloads", "payloads", segment.Payloads.Bytes, segment.DocumentCount);
    }

    private static IEnumerable<IndexPart> OfWords(string path, TableReader table)
    {
        var terms = table.Terms;
        var groups = new (long Bytes, long Items)[table.Schema.Groups.Count];
        (long Bytes, long Items) own = default, places = default, rare = default;
        var walk = terms.Normals.From(0);
        while (walk.MoveNext())
        {
            var entry = terms.Entry(walk.Number, walk.Current);
            if (entry.Rare is not null)
            {
                rare.Items++;
                continue;
            }

            foreach (var list in entry.Groups)
                groups[list.Group] = (groups[list.Group].Bytes + list.Length, groups[list.Group].Items + list.Count);
            own = (own.Bytes + entry.DocumentsLength, own.Items + (entry.Whole is null ? entry.Documents : 0));
            places = (places.Bytes + entry.PlacesLength - entry.DocumentsLength, places.Items + entry.Documents);
        }

        yield return new IndexPart(path, TableFiles.Words, "normal forms", terms.Normals.Bytes, terms.Normals.Count);
        yield return new IndexPart(path, TableFiles.Words, "entries and rare words", terms.EntryBytes, rare.Items);
        foreach (var (number, group) in table.Schema.Groups.Index())
            yield return new IndexPart(path, TableFiles.Groups, group.Name, groups[number].Bytes, groups[number].Items);
        yield return new IndexPart(path, TableFiles.Places, "documents in no whole group", own.Bytes, own.Items);
        yield return new IndexPart(path, TableFiles.Places, "positions and forms", places.Bytes, places.Items);
    }

    private static IEnumerable<IndexPart> OfColumns(string path, TableReader table)
    {
        foreach (var (number, field) in table.Schema.Fields.Index())
        {
            if (field.Kind != FieldKind.Text && table.Column<IColumn>(number) is { } column)
                yield return new IndexPart(path, TableFiles.Columns, field.Name, column.Bytes, column.Rows.ValueCount);
        }

        yield return new IndexPart(path, TableFiles.Columns, "documents with text, by field", table.TextDocumentBytes, table.TextStatistics.Sum(text => (long)text.Documents));
        if (table.Keys is { } keys)
            yield return new IndexPart(path, TableFiles.Columns, "keys", keys.Bytes, keys.Rows.ValueCount);
        yield return new IndexPart(path, TableFiles.Columns, "lengths of groups", (long)table.Schema.Groups.Count * table.DocumentCount, table.DocumentCount);
        yield return new IndexPart(path, TableFiles.Columns, "maps of fields", table.MapBytes, table.DocumentCount);
        if (table.ParentCount is { } parents)
            yield return new IndexPart(path, TableFiles.Columns, "owners", (parents + 1) * 4L, table.DocumentCount);
    }
}
