using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace Equipoise.Web.Shared;

/// <summary>A record's Markdown as safe HTML: what looks like HTML in it is shown as the text it is, it links to pages only,
/// and it loads nothing.</summary>
internal static class RegistryText
{
    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, Uri.UriSchemeMailto];
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().DisableHeadings().Build();

    public static RenderFragment Render(string markdown) => builder =>
    {
        if (TryRender(markdown) is { } html)
        {
            builder.AddMarkupContent(0, html);
        }
        else
        {
            builder.OpenElement(1, "p");
            builder.AddContent(2, markdown);
            builder.CloseElement();
        }
    };

    private static string? TryRender(string markdown)
    {
        try
        {
            var document = Markdown.Parse(markdown, Pipeline);
            foreach (var link in document.Descendants<LinkInline>().Where(link => link.IsImage || !IsPage(link.Url)).ToList())
                link.ReplaceBy(new ContainerInline());
            foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsPage(link.Url)).ToList())
                link.ReplaceBy(new LiteralInline(link.Url));
            return document.ToHtml(Pipeline);
        }
        catch (ArgumentException)
        {
            // The library's answer to text nested more deeply than it will follow.
            return null;
        }
    }

    private static bool IsPage(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && Schemes.Contains(address.Scheme, StringComparer.Ordinal);
}
