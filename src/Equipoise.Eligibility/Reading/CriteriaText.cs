namespace Equipoise.Eligibility.Reading;

/// <summary>A text of criteria as it is read and as its places count.</summary>
public static class CriteriaText
{
    /// <summary>A text from a file: without its byte order mark, and with ends of lines where old Macs' lines end. Where lines end otherwise, every character stays.</summary>
    public static string FromFile(string text)
    {
        var trimmed = text.TrimStart('\uFEFF');
        return trimmed.Contains('\n', StringComparison.Ordinal) ? trimmed : trimmed.Replace('\r', '\n');
    }
}
