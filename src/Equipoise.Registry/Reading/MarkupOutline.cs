using System.Text;

namespace Equipoise.Registry.Reading;

/// <summary>The lists and paragraphs that are open while a text is read line by line.</summary>
internal sealed class MarkupOutline
{
    private readonly List<MarkupBlock> top = [];
    private readonly List<Level> levels = [];
    private StringBuilder? paragraph;

    /// <summary>How many lists stand within each other here.</summary>
    public int Depth => levels.Count;

    /// <summary>What would go on with the list that a line of this indent belongs to.</summary>
    public (MarkerKind Kind, int Ordinal)? Expected(int indent)
    {
        for (var i = levels.Count - 1; i >= 0; i--)
        {
            if (levels[i].Indent <= indent)
                return (levels[i].Kind, levels[i].LastOrdinal + 1);
        }

        return null;
    }

    public void EndParagraph()
    {
        if (paragraph is null)
            return;
        (levels.Count > 0 ? levels[^1].Blocks : top).Add(new MarkupParagraph(paragraph.ToString()));
        paragraph = null;
    }

    /// <summary>Ends the list at this indent, so that the next item opens another.</summary>
    public void EndList(int indent)
    {
        EndParagraph();
        CloseWhere(level => level.Indent >= indent);
    }

    public void AddItem(int indent, ListMarker marker, string text)
    {
        EndParagraph();
        CloseWhere(level => level.Indent > indent || (level.Indent == indent && level.Kind != marker.Kind));
        // One column more is a slip of the pen, not a list within.
        if (levels.Count == MarkupReader.DeepestList || (levels.Count > 0 && indent - levels[^1].Indent < 2 && levels[^1].Kind == marker.Kind))
            levels[^1].NextItem(marker);
        else
            levels.Add(new Level(indent, marker));
        if (text.Length > 0)
            paragraph = new StringBuilder(text);
    }

    public void AddLine(int indent, string text)
    {
        if (paragraph is not null)
        {
            paragraph.Append('\n').Append(text);
            return;
        }

        // After a blank line only an indented paragraph still belongs to the item above, unless the item is empty so far.
        CloseWhere(level => level.Indent >= indent && level.Blocks.Count > 0);
        paragraph = new StringBuilder(text);
    }

    public IReadOnlyList<MarkupBlock> Close()
    {
        EndParagraph();
        CloseWhere(_ => true);
        return top;
    }

    private void CloseWhere(Predicate<Level> closes)
    {
        while (levels.Count > 0 && closes(levels[^1]))
        {
            var list = levels[^1].Close();
            levels.RemoveAt(levels.Count - 1);
            (levels.Count > 0 ? levels[^1].Blocks : top).Add(list);
        }
    }

    private sealed class Level(int indent, ListMarker first)
    {
        private readonly List<MarkupItem> items = [];
        private ListMarker marker = first;

        public int Indent => indent;

        public MarkerKind Kind { get; } = first.Kind;

        public int LastOrdinal => marker.Ordinal;

        public List<MarkupBlock> Blocks { get; private set; } = [];

        public void NextItem(ListMarker next)
        {
            items.Add(new MarkupItem(marker.Text, Blocks));
            Blocks = [];
            marker = next;
        }

        public MarkupList Close()
        {
            items.Add(new MarkupItem(marker.Text, Blocks));
            return new MarkupList(Kind, items);
        }
    }
}
