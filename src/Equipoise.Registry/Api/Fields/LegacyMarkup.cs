using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Equipoise.Registry.Api.Fields;

/// <summary>Markup as the plain text of older formats: the signs that Markdown escapes stand for themselves.</summary>
internal static class LegacyMarkup
{
    private static readonly SearchValues<char> Escapable = SearchValues.Create("\\`*_{}[]<>()#+-.!|~^&\"'$%,/:;=?@");

    /// <summary>Writes the string that a reader stands on; false, and nothing written, where it holds half a character.</summary>
    public static bool TryWrite(ref Utf8JsonReader reader, GrowingText output)
    {
        try
        {
            var plain = Plain(reader.GetString()!);
            output.Append("\""u8).Append(JsonEncodedText.Encode(plain, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes).Append("\""u8);
            return true;
        }
        catch (InvalidOperationException)
        {
            // An escape for half a surrogate pair is no text; the record's own bytes say what it says.
            return false;
        }
    }

    /// <summary>The text without the backslashes that only escape what follows them.</summary>
    public static string Plain(string markup)
    {
        if (!markup.Contains('\\', StringComparison.Ordinal))
            return markup;
        var plain = new StringBuilder(markup.Length);
        for (var at = 0; at < markup.Length; at++)
        {
            if (markup[at] == '\\' && at + 1 < markup.Length && Escapable.Contains(markup[at + 1]))
                at++;
            plain.Append(markup[at]);
        }

        return plain.ToString();
    }
}
