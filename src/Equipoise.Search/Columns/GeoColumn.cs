using Equipoise.Search.Documents;
using Equipoise.Search.Files;

namespace Equipoise.Search.Columns;

/// <summary>A geo field: the different points by latitude, each document's by number, each point's documents. A place is usually
/// shared by many documents, so distances are worked out once a point.</summary>
internal sealed class GeoColumn : IColumn
{
    private const double Precision = 1e6;
    private readonly MappedFile file;
    private readonly int count;
    private readonly long offset;

    public GeoColumn(MappedFile file, ref ByteReader directory)
    {
        this.file = file;
        count = directory.Int();
        offset = (long)directory.Varint();
        Rows = new Rows(file, ref directory);
        Lists = new ValueLists(file, ref directory);
    }

    public long Bytes => count * 8L + Rows.Bytes + Lists.Bytes;

    /// <summary>How many different points there are.</summary>
    public int Count => count;

    public Rows Rows { get; }

    public ValueLists Lists { get; }

    public static long Encode(GeoPoint point) =>
        ((long)Math.Round(point.Latitude * Precision) << 32) | (uint)(int)Math.Round(point.Longitude * Precision);

    public static GeoPoint Decode(long point) => new((int)(point >> 32) / Precision, (int)point / Precision);

    public GeoPoint Point(int number) => Decode(file.Slice<long>(offset + number * 8L, 1)[0]);

    /// <summary>The numbers of the points within a distance.</summary>
    public List<int> Within(GeoPoint center, double kilometers)
    {
        var points = file.Slice<long>(offset, count);
        var near = new List<int>();
        // A degree of latitude is 111.2 km everywhere; a little is added for rounding.
        var band = double.RadiansToDegrees(kilometers / GeoPoint.EarthRadius) + 1e-5;
        for (var number = LowerBound(points, center.Latitude - band); number < points.Length; number++)
        {
            var point = Decode(points[number]);
            if (point.Latitude > center.Latitude + band)
                break;
            if (point.DistanceTo(center) <= kilometers)
                near.Add(number);
        }

        return near;
    }

    /// <summary>Writes a column whose rows hold encoded points, and to the directory where it is; the rows hold their numbers afterwards.</summary>
    public static void Write(FileSink sink, ByteBuffer directory, int documentCount, RowValues rows)
    {
        var points = Distinct(rows.Values);
        rows.Arrange(point => Array.BinarySearch(points, point), distinct: true);
        directory.AddVarint((ulong)points.Length);
        directory.AddVarint((ulong)sink.Align());
        sink.WriteAll<long>(points);
        Rows.Write(sink, directory, documentCount, rows);
        ValueLists.Write(sink, directory, points.Length, rows);
    }

    private static long[] Distinct(ReadOnlySpan<long> points)
    {
        var different = new HashSet<long>();
        foreach (var point in points)
            different.Add(point);
        return [.. different.Order()];
    }

    private static int LowerBound(ReadOnlySpan<long> points, double latitude)
    {
        var found = points.BinarySearch((long)Math.Floor(Math.Max(latitude, -91) * Precision) << 32);
        return found >= 0 ? found : ~found;
    }
}
