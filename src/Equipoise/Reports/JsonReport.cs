using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.Reports;

/// <summary>A JSON document of results: numbers in full precision, what is not a number as null, arrays always arrays.</summary>
internal sealed class JsonReport
{
    private readonly Utf8JsonWriter writer;

    private JsonReport(Utf8JsonWriter writer) => this.writer = writer;

    /// <summary>Writes one object.</summary>
    public static string Of(Action<JsonReport> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new JsonReport(json).Members(members);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public JsonReport Text(string name, string? value)
    {
        writer.WriteString(name, value);
        return this;
    }

    public JsonReport Texts(string name, IEnumerable<string> values) => Array(name, values, writer.WriteStringValue);

    public JsonReport Whole(string name, long value)
    {
        writer.WriteNumber(name, value);
        return this;
    }

    public JsonReport Truth(string name, bool value)
    {
        writer.WriteBoolean(name, value);
        return this;
    }

    public JsonReport Truths(string name, IEnumerable<bool> values) => Array(name, values, writer.WriteBooleanValue);

    public JsonReport Number(string name, double value)
    {
        writer.WritePropertyName(name);
        Number(value);
        return this;
    }

    public JsonReport Numbers(string name, IEnumerable<double> values) => Array(name, values, Number);

    public JsonReport Matrix(string name, IEnumerable<IEnumerable<double>> rows) => Array(name, rows, row =>
    {
        writer.WriteStartArray();
        foreach (var value in row)
            Number(value);
        writer.WriteEndArray();
    });

    public JsonReport Matrix(string name, double[,] matrix) =>
        Matrix(name, Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => matrix[i, j])));

    public JsonReport Nothing(string name)
    {
        writer.WriteNull(name);
        return this;
    }

    public JsonReport Object(string name, Action<JsonReport> members)
    {
        writer.WritePropertyName(name);
        Members(members);
        return this;
    }

    public JsonReport Objects<T>(string name, IEnumerable<T> items, Action<JsonReport, T> members) => Array(name, items, item => Members(report => members(report, item)));

    private JsonReport Array<T>(string name, IEnumerable<T> values, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            write(value);
        writer.WriteEndArray();
        return this;
    }

    private void Members(Action<JsonReport> members)
    {
        writer.WriteStartObject();
        members(this);
        writer.WriteEndObject();
    }

    private void Number(double value)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }
}
