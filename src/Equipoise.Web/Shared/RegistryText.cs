using Equipoise.Registry.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Equipoise.Web.Shared;

/// <summary>A record's markup as HTML: paragraphs and lists, which is all that registries write. What looks like a link, a
/// picture or HTML is shown as the text it is, so that a record leads nowhere and loads nothing.</summary>
internal static class RegistryText
{
    public static RenderFragment Render(string markup) => builder => Add(builder, MarkupReader.Read(markup).Blocks);

    /// <summary>Plain text, a line break where it has one.</summary>
    public static void AddLines(RenderTreeBuilder builder, string text)
    {
        var first = true;
        foreach (var line in text.Split('\n'))
        {
            if (!first)
            {
                builder.OpenElement(0, "br");
                builder.CloseElement();
            }

            builder.AddContent(1, line);
            first = false;
        }
    }

    private static void Add(RenderTreeBuilder builder, IEnumerable<MarkupBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block is MarkupList list)
                Add(builder, list);
            else if (block is MarkupParagraph paragraph)
                Add(builder, paragraph);
        }
    }

    private static void Add(RenderTreeBuilder builder, MarkupParagraph paragraph)
    {
        builder.OpenElement(2, "p");
        AddLines(builder, paragraph.Text);
        builder.CloseElement();
    }

    private static void Add(RenderTreeBuilder builder, MarkupList list)
    {
        builder.OpenElement(3, list.Kind == MarkerKind.Bullet ? "ul" : "ol");
        if (list.Kind is MarkerKind.Letter or MarkerKind.Roman)
            builder.AddAttribute(4, "type", list.Kind == MarkerKind.Letter ? "a" : "i");
        foreach (var item in list.Items)
        {
            builder.OpenElement(5, "li");
            if (list.Kind == MarkerKind.Number)
                builder.AddAttribute(6, "value", item.Marker);
            // An item that is one run of text needs no paragraph around it.
            if (item.Blocks is [MarkupParagraph only])
                AddLines(builder, only.Text);
            else
                Add(builder, item.Blocks);
            builder.CloseElement();
        }

        builder.CloseElement();
    }
}
