using Equipoise.Search.Columns;
using Equipoise.Search.Documents;
using Equipoise.Search.Schema;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>The distance from a place to a document's nearest point, in one segment.</summary>
internal sealed class NearestPoint
{
    private readonly GeoColumn? column;
    private readonly TableReader table;
    private readonly GeoPoint origin;
    private readonly ulong[]? counted;
    private readonly bool nested;
    private readonly float[] distances;

    /// <summary>Takes a request, and the nodes of which nested documents count, if not all.</summary>
    public NearestPoint(DistanceRequest request, TableReader table, Node? where, CancellationToken cancellation)
    {
        this.table = table;
        origin = request.Origin;
        nested = request.Path is not null;
        column = table.Column<GeoColumn>(ColumnCompiler.FieldOf(table.Schema, request.Column, FieldKind.Geo));
        counted = where is null ? null : NestedMatch.Children(where, table, cancellation);
        distances = new float[column?.Count ?? 0];
        distances.AsSpan().Fill(-1);
    }

    /// <summary>The distance in kilometers, or null where no point counts.</summary>
    public double? Distance(int document)
    {
        if (column is null)
            return null;
        var least = float.PositiveInfinity;
        if (!nested)
        {
            least = Nearest(document);
        }
        else
        {
            var starts = table.ChildStarts();
            for (var child = starts[document]; child < starts[document + 1]; child++)
            {
                if (counted is null || (counted[child >> 6] >> child & 1) != 0)
                    least = Math.Min(least, Nearest(child));
            }
        }

        return float.IsPositiveInfinity(least) ? null : least;
    }

    private float Nearest(int document)
    {
        var least = float.PositiveInfinity;
        for (var number = column!.Rows.Of(document, out var end); number < end; number++)
        {
            // Of two workers each may work it out, to the same number.
            ref var distance = ref distances[column.Rows.Value(number)];
            if (distance < 0)
                distance = (float)column.Point((int)column.Rows.Value(number)).DistanceTo(origin);
            least = Math.Min(least, distance);
        }

        return least;
    }
}
