namespace Equipoise.Registry.Reading;

/// <summary>Makes named criteria of the paragraphs and lists under one heading.</summary>
internal sealed class CriteriaBuilder(CriteriaNames names, CriteriaKind kind, bool topListIsOurs)
{
    /// <summary>How many characters were looked at for marks within lines.</summary>
    public long Steps { get; private set; }

    public IReadOnlyList<CriteriaBlock> Build(IReadOnlyList<MarkupBlock> blocks)
    {
        var inParagraphs = !blocks.OfType<MarkupList>().Any();
        var built = new List<CriteriaBlock>();
        foreach (var block in blocks)
        {
            if (block is MarkupList list)
                built.Add(new CriteriaList(list.Kind, topListIsOurs, [.. list.Items.Select(item => Name(names.Next(kind), item.Marker, item.Blocks))]));
            else if (block is MarkupParagraph paragraph)
                AddParagraph(paragraph.Text, inParagraphs ? names.Next(kind) : null, parent: null, built);
        }

        return built;
    }

    private Criterion Name(string anchor, string marker, IReadOnlyList<MarkupBlock> blocks)
    {
        var built = new List<CriteriaBlock>();
        foreach (var block in blocks)
        {
            if (block is MarkupList list)
                built.Add(new CriteriaList(list.Kind, IsOurs: false, [.. list.Items.Select((item, i) => Name(names.Below(anchor, item.Marker, i + 1), item.Marker, item.Blocks))]));
            else if (block is MarkupParagraph paragraph)
                AddParagraph(paragraph.Text, anchor: null, anchor, built);
        }

        return new Criterion(anchor, marker, built);
    }

    private void AddParagraph(string text, string? anchor, string? parent, List<CriteriaBlock> built)
    {
        var outline = InlineOutline.Read(text);
        Steps += outline.Steps;
        if (outline.Intro.Length > 0 || outline.Items.Count == 0)
            built.Add(new CriteriaParagraph(outline.Intro, anchor));
        if (outline.Items.Count > 0)
            built.Add(ListOf(outline.Items, parent ?? anchor ?? names.Next(kind)));
    }

    private CriteriaList ListOf(IReadOnlyList<InlineItem> items, string parent) => new(items[0].Marker.Kind, IsOurs: true,
    [
        .. items.Select((item, i) =>
        {
            var anchor = names.Below(parent, item.Marker.Text, i + 1);
            var blocks = new List<CriteriaBlock>();
            if (item.Text.Length > 0)
                blocks.Add(new CriteriaParagraph(item.Text));
            if (item.Below.Count > 0)
                blocks.Add(ListOf(item.Below, anchor));
            return new Criterion(anchor, item.Marker.Text, blocks);
        }),
    ]);
}
