using Equipoise.Registry.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Equipoise.Web.Studies;

/// <summary>Criteria as HTML: each has its own address, and the mark before it is the link to that.</summary>
internal static class CriteriaMarkup
{
    public static RenderFragment Render(IReadOnlyList<CriteriaBlock> blocks, TermLinks terms) => builder =>
    {
        foreach (var block in blocks)
            Add(builder, block, terms, alone: false);
    };

    private static void Add(RenderTreeBuilder builder, CriteriaBlock block, TermLinks terms, bool alone)
    {
        switch (block)
        {
            case CriteriaList list:
                Add(builder, list, terms);
                break;
            case CriteriaParagraph paragraph when alone:
                Add(builder, paragraph.Text, terms);
                break;
            case CriteriaParagraph paragraph:
                builder.OpenElement(0, "p");
                builder.AddAttribute(1, "id", paragraph.Anchor);
                Add(builder, paragraph.Text, terms);
                builder.CloseElement();
                break;
        }
    }

    private static void Add(RenderTreeBuilder builder, CriteriaList list, TermLinks terms)
    {
        builder.OpenElement(2, list.Kind == MarkerKind.Bullet ? "ul" : "ol");
        builder.AddAttribute(3, "class", "criteria");
        // Browsers that take the role from a list without marks get it back.
        builder.AddAttribute(4, "role", "list");
        foreach (var criterion in list.Items)
            Add(builder, criterion, list.Kind, terms);
        builder.CloseElement();
    }

    private static void Add(RenderTreeBuilder builder, Criterion criterion, MarkerKind kind, TermLinks terms)
    {
        builder.OpenElement(5, "li");
        builder.AddAttribute(6, "id", criterion.Anchor);
        builder.OpenElement(7, "a");
        builder.AddAttribute(8, "class", "mark");
        builder.AddAttribute(9, "href", $"#{criterion.Anchor}");
        // A bullet is no name for a link.
        if (kind == MarkerKind.Bullet)
            builder.AddAttribute(10, "aria-label", $"Link to {criterion.Anchor}");
        builder.AddContent(11, kind == MarkerKind.Bullet ? criterion.Marker : $"{criterion.Marker}.");
        builder.CloseElement();
        builder.AddContent(12, " ");
        for (var i = 0; i < criterion.Blocks.Count; i++)
            Add(builder, criterion.Blocks[i], terms, alone: i == 0);
        builder.CloseElement();
    }

    private static void Add(RenderTreeBuilder builder, string text, TermLinks terms)
    {
        var first = true;
        foreach (var line in text.Split('\n'))
        {
            if (!first)
            {
                builder.OpenElement(13, "br");
                builder.CloseElement();
            }

            terms.Add(builder, line);
            first = false;
        }
    }
}
