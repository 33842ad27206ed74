using Equipoise.Registry.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Equipoise.Web.Shared;

/// <summary>A record's markup as HTML: paragraphs and lists, which is all that registries write. What looks like a link, a
/// picture or HTML is shown as the text it is, so that a record leads nowhere and loads nothing.</summary>
internal static class RegistryText
{
    /// <summary>A text, each of its runs shown as it is.</summary>
    public static RenderFragment Render(string markup) => Render(MarkupReader.Read(markup), static (builder, text) => builder.AddContent(0, text));

    /// <summary>A text that has been read, each of its runs shown by <paramref name="addRun"/>, which encodes it.</summary>
    public static RenderFragment Render(MarkupText text, Action<RenderTreeBuilder, string> addRun) =>
        builder => Add(builder, text.Blocks, addRun);

    // A line break where the text has one.
    private static void AddLines(RenderTreeBuilder builder, string text, Action<RenderTreeBuilder, string> addRun)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            addRun(builder, text);
            return;
        }

        var first = true;
        foreach (var line in text.Split('\n'))
        {
            if (!first)
            {
                builder.OpenElement(0, "br");
                builder.CloseElement();
            }

            addRun(builder, line);
            first = false;
        }
    }

    private static void Add(RenderTreeBuilder builder, IEnumerable<MarkupBlock> blocks, Action<RenderTreeBuilder, string> addRun)
    {
        foreach (var block in blocks)
        {
            if (block is MarkupList list)
                Add(builder, list, addRun);
            else if (block is MarkupParagraph paragraph)
                Add(builder, paragraph, addRun);
        }
    }

    private static void Add(RenderTreeBuilder builder, MarkupParagraph paragraph, Action<RenderTreeBuilder, string> addRun)
    {
        builder.OpenElement(2, "p");
        AddLines(builder, paragraph.Text, addRun);
        builder.CloseElement();
    }

    private static void Add(RenderTreeBuilder builder, MarkupList list, Action<RenderTreeBuilder, string> addRun)
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
                AddLines(builder, only.Text, addRun);
            else
                Add(builder, item.Blocks, addRun);
            builder.CloseElement();
        }

        builder.CloseElement();
    }
}
