using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Equipoise.Web.Operations;

/// <summary>A log entry as one JSON object on one line: when, how grave, from where, what, with its values, the id of the
/// request and the failure, where there are any.</summary>
/// <remarks>The framework's own form repeats the address of the request in every line. Addresses do not belong in a log
/// here: what is read may tell of somebody's health.</remarks>
internal sealed class JsonLines(TimeProvider clock) : ConsoleFormatter(FormatName)
{
    /// <summary>The name under which the console knows the form.</summary>
    public const string FormatName = "equipoise-json-lines";

    private const string Template = "{OriginalFormat}";
    private const string RequestId = "RequestId";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("source", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            WriteRequest(json, scopeProvider);
            WriteValues(json, logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? []);
            if (logEntry.Exception is { } failure)
                json.WriteString("exception", failure.ToString());
            json.WriteEndObject();
        }

        textWriter.Write(Encoding.UTF8.GetString(bytes.WrittenSpan));
        textWriter.Write('\n');
    }

    private static void WriteRequest(Utf8JsonWriter json, IExternalScopeProvider? scopes) => scopes?.ForEachScope(
        static (scope, json) =>
        {
            if (scope is not IReadOnlyList<KeyValuePair<string, object?>> values)
                return;
            foreach (var (name, value) in values)
            {
                if (string.Equals(name, RequestId, StringComparison.Ordinal))
                    json.WriteString("request", value?.ToString());
            }
        },
        json);

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, value) in values)
        {
            if (name is Template or RequestId)
                continue;
            json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
            if (value is int or long or double or bool)
                JsonSerializer.Serialize(json, value);
            else
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{value}"));
        }
    }
}
