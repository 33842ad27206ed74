using AngleSharp.Dom;

namespace Equipoise.Web.Tests;

/// <summary>What a page says, as a reader sees it: the texts of its elements in their order.</summary>
public static class PageText
{
    /// <summary>The text of every element of the page's main part, white space made plain, in the order of the document.</summary>
    public static IReadOnlyList<string> Of(IParentNode page) => [.. page.QuerySelectorAll("main *").Select(element => Plain(element.TextContent))];

    /// <summary>Runs of white space as one space.</summary>
    public static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The lines that the page does not show as whole elements in this order.</summary>
    public static IReadOnlyList<string> MissingInOrder(IParentNode page, IEnumerable<string> lines)
    {
        var (shown, next, missing) = (Of(page), 0, new List<string>());
        foreach (var line in lines.Select(Plain))
        {
            var found = next;
            while (found < shown.Count && shown[found] != line)
                found++;
            if (found == shown.Count)
                missing.Add(line);
            else
                next = found + 1;
        }

        return missing;
    }
}
