using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.Registry.Api.Describing;

/// <summary>Writes JSON as the API does: compact, signs as themselves.</summary>
internal static class ApiJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes that <paramref name="write"/> writes.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Compact))
            write(json);
        return bytes.WrittenSpan.ToArray();
    }
}
