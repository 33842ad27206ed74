using System.Runtime.InteropServices;
using System.Text.Json;

namespace Equipoise.Registry.Indexing;

/// <summary>The strings of a record in UTF-8, read without an object for each.</summary>
internal sealed class RecordBytes
{
    private byte[] room = new byte[1024];

    /// <summary>What a JSON string says, until the next one is read.</summary>
    public ReadOnlySpan<byte> Read(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        return raw.Contains((byte)'\\') ? Unescape(raw) : raw[1..^1];
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw)
    {
        if (room.Length < raw.Length)
            room = new byte[raw.Length * 2];
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        try
        {
            return room.AsSpan(0, reader.CopyString(room));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no character: shown as the escape that stands in the record.
            return raw[1..^1];
        }
    }
}
