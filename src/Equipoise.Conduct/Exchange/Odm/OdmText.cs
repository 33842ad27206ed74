using System.Xml;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>Words that people typed, as XML can hold them.</summary>
internal static class OdmText
{
    /// <summary>The text with the sign for an unreadable character in place of whatever XML 1.0 has no way to write.</summary>
    public static string Of(string text)
    {
        if (IsXml(text))
            return text;
        var clean = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isXml = rune.IsBmp ? XmlConvert.IsXmlChar((char)rune.Value) : rune.Value <= 0x10FFFF;
            clean.Append(isXml ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }

    private static bool IsXml(string text) => text.All(XmlConvert.IsXmlChar);
}
