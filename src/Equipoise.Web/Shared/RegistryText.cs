using System.Text.RegularExpressions;
using Markdig;
using Markdig.Parsers.Inlines;
using Microsoft.AspNetCore.Components;

namespace Equipoise.Web.Shared;

/// <summary>A record's Markdown as safe HTML: paragraphs, lists and emphasis, which is all that registries write. What looks
/// like a link, a picture or HTML is shown as the text it is, so that a record leads nowhere and loads nothing.</summary>
internal static partial class RegistryText
{
    // Longer text is shown as it stands: no honest field of a registry has half as many characters, and the time that
    // Markdown takes can grow with their square.
    private const int Longest = 64 * 1024;

    private static readonly MarkdownPipeline Pipeline = Build();

    public static RenderFragment Render(string markdown) => builder =>
    {
        if (TryRender(markdown) is { } html)
        {
            builder.AddMarkupContent(0, html);
        }
        else
        {
            builder.OpenElement(1, "p");
            builder.AddAttribute(2, "class", "as-it-stands");
            builder.AddContent(3, markdown);
            builder.CloseElement();
        }
    };

    private static string? TryRender(string markdown)
    {
        if (markdown.Length > Longest)
            return null;
        try
        {
            return Markdown.ToHtml(Bracket().Replace(markdown, @"\["), Pipeline);
        }
        catch (ArgumentException)
        {
            // The library's answer to text nested more deeply than it will follow.
            return null;
        }
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().DisableHeadings();
        builder.InlineParsers.TryRemove<AutolinkInlineParser>();
        builder.InlineParsers.TryRemove<LinkInlineParser>();
        return builder.Build();
    }

    // A bracket at the start of a line defines the target of links elsewhere and would vanish; escaped, it is only a bracket.
    [GeneratedRegex(@"(?<!\\)\[", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracket();
}
