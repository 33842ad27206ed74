using Equipoise.Registry.Schema;
using Equipoise.Search.Schema;

namespace Equipoise.Registry.Indexing;

/// <summary>The layout of the index: every field of the record's schema, the search areas as groups, and sites as nested
/// documents.</summary>
internal static class StudyIndexSchema
{
    /// <summary>Raised whenever a record is turned into a document in another way, so that older indexes are rebuilt.</summary>
    public const string Version = "6";

    public static IndexSchema Build() => new(
        new TableSchema(
            [
                .. Leaves.Where(field => field.Type != FieldType.GeoPoint).Select(Column),
                .. WordsOfEnums(Leaves),
                .. StudyFields.WholeTexts.Select(piece => Field.Keyword(StudyFields.Whole(piece))),
                Field.Boolean(StudyFields.IsSample),
                Field.Keyword(StudyFields.FunderType),
                Field.Keyword(StudyFields.StartYear),
                Field.Keyword(StudyFields.Countries),
                Field.Keyword(StudyFields.Ids),
                Field.Keyword(StudyFields.Conditions),
                Field.Keyword(StudyFields.ConditionLetters),
                Field.Keyword(StudyFields.Whole("NCTIdAlias")),
                Field.Keyword(StudyFields.Wordless),
                .. Counts.Select(count => Field.Number(count.Piece)),
                .. StudyCounts.ListsWithoutCount.Select(list => Field.Number(StudyCounts.SizeColumn(list)!)),
            ],
            RecordSchema.Areas.Select(area => Group(area, area.Fields))),
        new Dictionary<string, TableSchema>(StringComparer.Ordinal)
        {
            [StudyFields.Locations] = new TableSchema(
                [
                    .. Leaves.Where(StudyFields.IsOfSite).Select(Column),
                    .. WordsOfEnums(Leaves.Where(StudyFields.IsOfSite)),
                    .. StudyFields.WholeSiteTexts.Select(piece => Field.Keyword(StudyFields.Whole(piece))),
                    Field.Keyword(StudyFields.Place),
                    Field.Keyword(StudyFields.Region),
                    Field.Keyword(StudyFields.Facility),
                    Field.Keyword(StudyFields.SiteStatus),
                    Field.Boolean(StudyFields.IsPointLearned),
                    .. Counts.Where(StudyFields.IsOfSite).Select(count => Field.Number(count.Piece)),
                    .. StudyCounts.ListsWithoutCount.Where(StudyFields.IsOfSite).Select(list => Field.Number(StudyCounts.SizeColumn(list)!)),
                ],
                RecordSchema.Areas.Where(area => area.Fields.All(field => StudyFields.IsOfSite(field.Field))).Select(area => Group(area, area.Fields))),
        });

    private static IEnumerable<SchemaField> Leaves =>
        RecordSchema.Fields.Where(leaf => !leaf.IsIndexedOnly && leaf.Type != FieldType.Structure);

    private static IEnumerable<SchemaField> Counts =>
        RecordSchema.Fields.Where(count => count.IsIndexedOnly && count.Type == FieldType.WholeNumber);

    private static Field Column(SchemaField field) => field.Type switch
    {
        FieldType.Text or FieldType.Markup => Field.Text(field.Piece),
        FieldType.Boolean => Field.Boolean(field.Piece),
        FieldType.WholeNumber or FieldType.Number or FieldType.Duration => Field.Number(field.Piece),
        FieldType.Date => Field.Date(field.Piece),
        FieldType.GeoPoint => Field.Geo(field.Piece),
        _ => Field.Keyword(field.Piece),
    };

    private static IEnumerable<Field> WordsOfEnums(IEnumerable<SchemaField> fields)
    {
        var inAreas = RecordSchema.Areas.SelectMany(area => area.Fields).Select(field => field.Field).ToHashSet();
        return fields.Where(field => field.Type == FieldType.Enumeration && inAreas.Contains(field)).Select(field => Field.Text(StudyFields.Words(field.Piece)));
    }

    private static FieldGroup Group(SearchArea area, IEnumerable<WeightedField> fields) =>
        new(area.Name, fields.DistinctBy(field => field.Field.Piece, StringComparer.Ordinal)
            .ToDictionary(field => StudyFields.TextOf(field.Field), field => field.Weight, StringComparer.Ordinal));
}
