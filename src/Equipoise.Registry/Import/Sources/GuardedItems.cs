using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Items whose source may fail on the way: what was read before stays, and the failure becomes one more item with
/// a sentence.</summary>
internal static class GuardedItems
{
    public static IEnumerable<ImportItem> Of(string source, IEnumerable<ImportItem> items)
    {
        using var each = items.GetEnumerator();
        while (true)
        {
            var (item, goesOn) = Next(source, each);
            if (item is not null)
                yield return item;
            if (!goesOn)
                yield break;
        }
    }

    private static (ImportItem? Item, bool GoesOn) Next(string source, IEnumerator<ImportItem> each)
    {
        try
        {
            return each.MoveNext() ? (each.Current, true) : (null, false);
        }
        catch (Exception error) when (Sentence(error) is { } sentence)
        {
            return (ImportItem.Rejected(source, (error as SourceProblemException)?.Position ?? default, sentence), false);
        }
    }

    private static string? Sentence(Exception error) => error switch
    {
        SourceProblemException => error.Message,
        InvalidDataException => "The packed data is damaged; what follows was not read.",
        DecoderFallbackException => "The text is not valid in the encoding that its first bytes announce; what follows was not read.",
        UnauthorizedAccessException => "It may not be read by this user.",
        FileNotFoundException or DirectoryNotFoundException => "It is no longer there.",
        RegexMatchTimeoutException => "It holds a text that takes too long to read; what follows was not read.",
        XmlException => "The text is not well-formed XML; what follows was not read.",
        IOException => $"It cannot be read: {SourceLabel.Of(error.Message).TrimEnd('.')}.",
        _ => null,
    };
}
