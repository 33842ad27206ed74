using System.Globalization;
using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>Queries for the size of a list, as <c>AREA[Phase:size] 2</c> asks for it. A list that is not there has no size.</summary>
internal static class SizeQueries
{
    /// <summary>The query.</summary>
    public static Query Of(Expression leaf, SchemaField list)
    {
        var column = StudyCounts.SizeColumn(list)!;
        return leaf switch
        {
            TermExpression term => Read(term.Text, term.Position) is var size && size >= 1 ? Query.Range(column, size, size) : Query.None,
            RangeExpression range => Query.Range(column, Math.Max(1, range.Min is null ? 1 : Read(range.Min, range.MinPosition)), range.Max is null ? null : Read(range.Max, range.MaxPosition)),
            _ => Query.Not(Query.Range(column, min: 1d, max: null)),
        };
    }

    /// <summary>The size that a text states.</summary>
    internal static double Read(string text, int position) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var size) && double.IsFinite(size)
            ? size
            : throw new EssieException($"'{EssieLexer.Shown(text)}' is not the size of a list", position);
}
