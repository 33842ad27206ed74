using System.Text;
using System.Xml;

namespace Equipoise.Web.Exports;

/// <summary>Text of records in XML, which has no place for some characters.</summary>
internal static class Xml
{
    /// <summary>The text without the control characters that XML 1.0 cannot hold; half a surrogate pair becomes U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                clean.Append(rune);
        }

        return clean.ToString();
    }
}
