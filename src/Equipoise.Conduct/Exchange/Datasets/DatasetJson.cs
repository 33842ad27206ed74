using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.Conduct.Exchange.Datasets;

/// <summary>Writes a data set as CDISC Dataset-JSON 1.1.0. Its number of rows stands before them, so the rows wait compressed until all are there.</summary>
/// <remarks>Dataset-JSON 1.1 user's guide, sections on the dataset object and the columns: <c>datasetJSONCreationDateTime</c>, <c>datasetJSONVersion</c>,
/// <c>itemGroupOID</c>, <c>records</c>, <c>name</c>, <c>label</c> and <c>columns</c> are required, and of a column <c>itemOID</c>, <c>name</c>, <c>label</c> and
/// <c>dataType</c>.</remarks>
public sealed class DatasetJson : IAsyncDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly Dataset dataset;
    private readonly MemoryStream packed = new();
    private readonly Stream rows;
    private long count;

    /// <summary>Begins a data set.</summary>
    public DatasetJson(Dataset dataset)
    {
        this.dataset = dataset;
        rows = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true);
    }

    /// <summary>How many rows there are so far.</summary>
    public long Count => count;

    /// <summary>Adds a row.</summary>
    /// <param name="value">The value of each column by its name: a text, a whole number, a number, or null.</param>
    public void Add(Func<string, object?> value)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Plain))
        {
            json.WriteStartArray();
            foreach (var column in dataset.Columns)
                Write(json, value(column.Name));
            json.WriteEndArray();
        }

        if (count++ > 0)
            rows.Write(",\n"u8);
        rows.Write(line.GetBuffer().AsSpan(0, (int)line.Length));
    }

    /// <summary>Writes the whole.</summary>
    public async Task WriteAsync(Stream output, DatasetFile file, CancellationToken cancellation)
    {
        await rows.DisposeAsync();
        await output.WriteAsync(Head(file), cancellation);
        packed.Position = 0;
        await using (var unpacked = new BrotliStream(packed, CompressionMode.Decompress, leaveOpen: true))
            await unpacked.CopyToAsync(output, cancellation);
        await output.WriteAsync("\n]}\n"u8.ToArray(), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync();
        await packed.DisposeAsync();
    }

    private byte[] Head(DatasetFile file)
    {
        using var head = new MemoryStream();
        using (var json = new Utf8JsonWriter(head, Plain))
        {
            json.WriteStartObject();
            json.WriteString("datasetJSONCreationDateTime", Moment(file.Created));
            json.WriteString("datasetJSONVersion", "1.1.0");
            json.WriteString("fileOID", $"{file.StudyOid}.{dataset.Name}.{file.Created.UtcDateTime:yyyyMMddHHmmss}");
            json.WriteString("dbLastModifiedDateTime", Moment(file.LastModified));
            json.WriteString("originator", $"{(file.IsSimulated ? "SIMULATED DATA; " : "")}Equipoise; no validator of others has checked this file");
            json.WriteStartObject("sourceSystem");
            json.WriteString("name", "Equipoise");
            json.WriteString("version", file.System);
            json.WriteEndObject();
            json.WriteString("studyOID", file.StudyOid);
            json.WriteString("metaDataVersionOID", file.Version);
            json.WriteString("itemGroupOID", $"IG.{dataset.Name}");
            json.WriteNumber("records", count);
            json.WriteString("name", dataset.Name);
            json.WriteString("label", dataset.Label);
            json.WriteStartArray("columns");
            foreach (var column in dataset.Columns)
                WriteColumn(json, column);
            json.WriteEndArray();
            json.WriteStartArray("rows");
            json.Flush();
        }

        return [.. head.ToArray(), (byte)'\n'];
    }

    private void WriteColumn(Utf8JsonWriter json, DatasetColumn column)
    {
        json.WriteStartObject();
        json.WriteString("itemOID", $"IT.{dataset.Name}.{column.Name}");
        json.WriteString("name", column.Name);
        json.WriteString("label", column.Label);
        json.WriteString("dataType", column.DataType);
        // A date travels as a text and is a number of days where it is used.
        if (column.DataType is "date")
            json.WriteString("targetDataType", "integer");
        if (column.KeySequence is { } place)
            json.WriteNumber("keySequence", place);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case DateOnly day:
                json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
