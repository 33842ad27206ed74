namespace Equipoise.Web.Conduct;

/// <summary>Text that a page can show and a database can keep.</summary>
internal static class ShownText
{
    /// <summary>Whether all of a text is such: no control characters but tabs and ends of lines, and no halves of characters.</summary>
    public static bool IsAll(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if ((char.IsControl(text[at]) && text[at] is not '\n' and not '\r' and not '\t') || char.IsLowSurrogate(text[at]))
                return false;
            if (char.IsHighSurrogate(text[at]) && (++at == text.Length || !char.IsLowSurrogate(text[at])))
                return false;
        }

        return true;
    }
}
