using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>Queries for whether there is a value at all.</summary>
internal static class Presence
{
    /// <summary>A field has a value: one of a structure has, where any field in it has.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isInSite">Whether one site is asked, not the study.</param>
    public static Query Of(SchemaField field, bool isInSite)
    {
        if (field.IsNested)
            return isInSite ? Query.All : new ExistsQuery(StudyFields.Locations);
        if (field.Type == FieldType.Structure)
            return Query.Or([.. field.Children.Where(child => !child.IsIndexedOnly).Select(child => Of(child, isInSite))]);
        if (field.IsIndexedOnly && field.Type != FieldType.WholeNumber)
            return CountryQueries.Any(isInSite);
        if (field.Type == FieldType.GeoPoint)
        {
            var own = new BooleanQuery { Filter = [new ExistsQuery(field.Piece)], MustNot = [Query.Value(StudyFields.IsPointLearned, value: true)] };
            return isInSite ? own : new NestedQuery(StudyFields.Locations, own);
        }

        var exists = new ExistsQuery(field.Piece);
        return StudyFields.IsText(field) && !isInSite ? Query.Or(exists, Query.Value(StudyFields.Wordless, field.Piece)) : exists;
    }
}
