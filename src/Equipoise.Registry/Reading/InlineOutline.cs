namespace Equipoise.Registry.Reading;

/// <summary>The lists that a line holds, such as "the following: a. blood: i. one ii. two b. kidneys". A mark counts when it
/// is the first of its kind (a, i, 1) or the next of a list that is open, and when its list has two items at least.</summary>
/// <param name="Intro">What stands before the first mark.</param>
/// <param name="Items">The items of the outermost list; none where the line is no list.</param>
/// <param name="Steps">How many characters and open lists were looked at.</param>
internal sealed record InlineOutline(string Intro, IReadOnlyList<InlineItem> Items, long Steps)
{
    private const int Deepest = 4;

    public static InlineOutline Read(string text)
    {
        var (marks, steps) = FindMarks(text);
        // A list of one is no list: its mark is a letter that happened to stand there.
        var counts = marks.CountBy(mark => mark.List).ToDictionary();
        marks.RemoveAll(mark => counts[mark.List] < 2);
        if (marks.Count == 0)
            return new InlineOutline(text, [], steps);
        var next = 0;
        var items = Build(text, marks, ref next, lists: []);
        return new InlineOutline(text[..marks[0].Start].TrimEnd(), items, steps + (2 * text.Length));
    }

    private static (List<Mark> Marks, long Steps) FindMarks(string text)
    {
        var (marks, open, lists, steps) = (new List<Mark>(), new List<Open>(), 0, 0L);
        for (var i = 0; i < text.Length; i++)
        {
            steps++;
            if ((i > 0 && !char.IsWhiteSpace(text[i - 1]) && text[i - 1] is not (':' or ';')) || Candidate(text, i) is not { } marker)
                continue;
            steps += Deepest;
            if (Match(open, marker) is not { } found)
                continue;
            if (found.Level < open.Count)
                open.RemoveRange(found.Level + 1, open.Count - found.Level - 1);
            else
                open.Add(new Open(lists++));
            open[found.Level].Last = found.Marker;
            marks.Add(new Mark(i, found.Marker, open[found.Level].List));
            i += marker.Length - 1;
        }

        return (marks, steps);
    }

    private static ListMarker? Candidate(string text, int start)
    {
        if (ListMarker.TryRead(text.AsSpan(start, Math.Min(10, text.Length - start))) is not { Kind: not MarkerKind.Bullet } marker)
            return null;
        var after = start + marker.Length;
        // A number with a period ends a sentence as often as it opens an item, and "e.g." and "i.e." are words.
        var isWord = marker.Closing == '.' && (marker.Kind == MarkerKind.Number || (after + 1 < text.Length && text[after + 1] == '.'));
        return isWord || after >= text.Length || text[after] is '.' or ',' or ')' or ';' ? null : marker;
    }

    // The innermost open list that the mark goes on with, else a new one that it opens.
    private static (int Level, ListMarker Marker)? Match(List<Open> open, ListMarker marker)
    {
        var roman = marker.AsRoman();
        for (var level = open.Count - 1; level >= 0; level--)
        {
            foreach (var reading in (ReadOnlySpan<ListMarker?>)[marker, roman])
            {
                if (reading is { } mark && mark.Goes(after: open[level].Last))
                    return (level, mark);
            }
        }

        foreach (var reading in (ReadOnlySpan<ListMarker?>)[marker, roman])
        {
            if (reading is { Ordinal: 1 } first && open.Count < Deepest && !open.Exists(list => list.Last.IsLike(first)))
                return (open.Count, first);
        }

        return null;
    }

    private static List<InlineItem> Build(string text, List<Mark> marks, ref int next, List<int> lists)
    {
        var list = marks[next].List;
        lists.Add(list);
        var items = new List<InlineItem>();
        while (next < marks.Count && marks[next].List == list)
        {
            var mark = marks[next++];
            var end = next < marks.Count ? marks[next].Start : text.Length;
            var own = text[(mark.Start + mark.Marker.Length)..end].Trim();
            var below = next < marks.Count && !lists.Contains(marks[next].List) ? Build(text, marks, ref next, lists) : [];
            items.Add(new InlineItem(mark.Marker, own, below));
        }

        lists.RemoveAt(lists.Count - 1);
        return items;
    }

    private sealed record Mark(int Start, ListMarker Marker, int List);

    private sealed class Open(int list)
    {
        public int List => list;

        public ListMarker Last { get; set; }
    }
}
