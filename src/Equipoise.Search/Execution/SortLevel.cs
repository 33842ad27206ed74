using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Schema;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>One level of an order on one segment. A document's place on it is a number: the smaller comes first, infinity means without a
/// value. Keywords are numbered by their order in the segment.</summary>
internal sealed class SortLevel
{
    private readonly KeywordColumn? keywords;
    private readonly NumberColumn? numbers;
    private readonly NearestPoint? nearest;
    private readonly bool descending;
    private readonly long? before;

    /// <summary>Takes a level of an order, and the nearest points where it goes by distance.</summary>
    /// <param name="key">The level.</param>
    /// <param name="table">The segment's documents.</param>
    /// <param name="nearest">The nearest points, or null.</param>
    /// <param name="before">How many documents the segments before this one have.</param>
    public SortLevel(SortKey key, TableReader table, NearestPoint? nearest, long before)
    {
        this.nearest = nearest;
        this.before = key.IsStored ? before : null;
        descending = key.Descending;
        ByScore = key.ByScore;
        if (key.Column is null)
            return;
        var field = ColumnCompiler.FieldOf(table.Schema, key.Column, FieldKind.Keyword, FieldKind.Boolean, FieldKind.Number, FieldKind.Date);
        keywords = table.Column<IColumn>(field) as KeywordColumn;
        numbers = table.Column<IColumn>(field) as NumberColumn;
    }

    public bool ByScore { get; }

    /// <summary>Whether the highest score comes first.</summary>
    public bool IsBestFirst => ByScore && descending;

    /// <summary>The place of a document with a score.</summary>
    public double Place(int document, float score)
    {
        if (ByScore)
            return descending ? -score : score;
        if (before is { } others)
            return others + document;
        if (nearest is not null)
            return nearest.Distance(document) ?? double.PositiveInfinity;
        if ((keywords?.Rows ?? numbers?.Rows) is not { } rows)
            return double.PositiveInfinity;
        var first = rows.Of(document, out var end);
        if (first == end)
            return double.PositiveInfinity;
        var number = descending ? end - 1 : first;
        var value = numbers is null ? rows.Value(number) : numbers.Value(number);
        return descending ? -value : value;
    }

    /// <summary>What a place stands for.</summary>
    public SortValue Value(double place)
    {
        if (double.IsPositiveInfinity(place))
            return default;
        var value = descending ? -place : place;
        return keywords is null ? new SortValue(value, null) : new SortValue(null, keywords.Values.Get((int)value));
    }

    /// <summary>The place that a value has here, or would have.</summary>
    public double PlaceOf(SortValue value)
    {
        if (value.IsMissing)
            return double.PositiveInfinity;
        if (value.Number is { } number)
            return descending ? -number : number;
        if (keywords is null)
            return double.NegativeInfinity;
        var found = keywords.Values.Find(Encoding.UTF8.GetBytes(value.Text!));
        var place = found >= 0 ? found : ~found - 0.5;
        return descending ? -place : place;
    }
}
