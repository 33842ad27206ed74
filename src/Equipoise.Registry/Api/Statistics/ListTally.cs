using System.Runtime.InteropServices;
using System.Text.Json;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>How long one list of the record is, in how many studies.</summary>
internal sealed class ListTally(SchemaField list)
{
    private const int TopSizes = 250;
    private readonly Dictionary<int, int> studiesBySize = [];
    private readonly HashSet<int> ofThisStudy = [];
    private string? lastStudy;

    /// <summary>The list.</summary>
    public SchemaField Field { get; } = list;

    /// <summary>Takes the length of a list of a study in; all lists of a study follow each other.</summary>
    public void Add(string study, int size)
    {
        if (!string.Equals(lastStudy, study, StringComparison.Ordinal))
        {
            lastStudy = study;
            ofThisStudy.Clear();
        }

        if (ofThisStudy.Add(size))
            CollectionsMarshal.GetValueRefOrAddDefault(studiesBySize, size, out _)++;
    }

    /// <summary>Writes the sizes.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("piece", Field.Piece);
        json.WriteString("field", Field.Path);
        json.WriteNumber("uniqueSizesCount", studiesBySize.Count);
        if (studiesBySize.Count > 0)
        {
            json.WriteNumber("minSize", studiesBySize.Keys.Min());
            json.WriteNumber("maxSize", studiesBySize.Keys.Max());
        }

        json.WriteStartArray("topSizes");
        foreach (var (size, studies) in studiesBySize.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(TopSizes))
        {
            json.WriteStartObject();
            json.WriteNumber("size", size);
            json.WriteNumber("studiesCount", studies);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
