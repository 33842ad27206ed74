using System.Globalization;
using System.Text.Json;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>How large the records are.</summary>
internal sealed class SizeTally
{
    private const int Kilobyte = 1024;
    private const int RangeKilobytes = 10;
    private const int Ranges = 20;
    private const int Largest = 10;
    private static readonly int[] Percentiles = [5, 10, 25, 50, 75, 90, 95, 99];
    private readonly List<(int Bytes, string Study)> sizes = [];

    /// <summary>Takes a record in.</summary>
    public void Add(string study, int bytes) => sizes.Add((bytes, study));

    /// <summary>Writes the sizes.</summary>
    public byte[] Write() => Describing.ApiJson.Write(json =>
    {
        sizes.Sort();
        json.WriteStartObject();
        json.WriteNumber("totalStudies", sizes.Count);
        json.WriteNumber("averageSizeBytes", sizes.Count == 0 ? 0 : (long)Math.Round(sizes.Average(size => (double)size.Bytes)));
        json.WriteStartObject("percentiles");
        foreach (var percent in Percentiles.Where(_ => sizes.Count > 0))
            json.WriteNumber(string.Create(CultureInfo.InvariantCulture, $"{percent}%"), sizes[Math.Max(0, (int)Math.Ceiling(sizes.Count * percent / 100.0) - 1)].Bytes);
        json.WriteEndObject();
        WriteRanges(json);
        json.WriteStartArray("largestStudies");
        foreach (var (bytes, study) in sizes.AsEnumerable().Reverse().Take(Largest))
        {
            json.WriteStartObject();
            json.WriteString("id", study);
            json.WriteNumber("sizeBytes", bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void WriteRanges(Utf8JsonWriter json)
    {
        json.WriteStartArray("ranges");
        foreach (var range in sizes.GroupBy(size => Math.Min(size.Bytes / (RangeKilobytes * Kilobyte), Ranges)).OrderBy(range => range.Key))
        {
            var from = range.Key * RangeKilobytes;
            json.WriteStartObject();
            json.WriteString("sizeRange", range.Key == Ranges ? string.Create(CultureInfo.InvariantCulture, $">= {from} kb") : string.Create(CultureInfo.InvariantCulture, $"{from} - {from + RangeKilobytes} kb"));
            json.WriteNumber("studiesCount", range.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
