using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Sections;

/// <summary>Cuts a study's criteria text into sections and entries, as authors really write them.</summary>
internal sealed class EntrySplitter
{
    private const int DeepestInlineList = 4;
    private const int LongestTopic = 150;
    private readonly string text;
    private readonly List<Entry> roots = [];
    private readonly List<Entry> open = [];
    private Polarity polarity = Polarity.Inclusion;
    private bool afterBlank = true;

    // Where the section begins: what stands before it says nothing of its entries.
    private int since;

    private EntrySplitter(string text) => this.text = text;

    /// <summary>The entries at the top, in the order of the text.</summary>
    public static IReadOnlyList<Entry> Split(string text)
    {
        var splitter = new EntrySplitter(text);
        var start = 0;
        while (start <= text.Length)
        {
            var end = text.IndexOf('\n', start);
            splitter.Line(start, end < 0 ? text.Length : end);
            if (end < 0)
                break;
            start = end + 1;
        }

        return splitter.roots;
    }

    private void Line(int start, int end)
    {
        var first = SkipBlanks(start, end);
        while (end > first && char.IsWhiteSpace(text[end - 1]))
            end--;
        if (first >= end)
        {
            afterBlank = true;
            return;
        }

        var indent = first - start;
        var marker = ListMarker.Read(text.AsSpan(first, end - first), out var label);
        var body = first + marker;
        var decoration = Decoration(body, end);
        if (Heading.Read(text.AsSpan(decoration, end - decoration).TrimEnd("*_"), marker > 0, out var length, out var says) is { } section)
        {
            // "Able to consent. Exclusion criteria" still belongs to what stands before.
            if (says == HeadingSays.Statement)
                Content(body, end, indent, label, marker > 0);
            polarity = section;
            open.Clear();
            afterBlank = true;
            if (says != HeadingSays.Part)
                since = roots.Count;
            if (says == HeadingSays.Statement)
                return;
            if (says == HeadingSays.More)
                Add(new Entry { Start = decoration, End = decoration + length, Level = indent * 2, Marker = label, Polarity = polarity, IsHeading = true });
            var rest = SkipBlanks(decoration + length, end);
            while (rest < end && text[rest] is '*' or '_')
                rest++;
            if (SkipBlanks(rest, end) < end)
                Content(SkipBlanks(rest, end), end, indent, label: null, marked: false);
            return;
        }

        if (marker == 0 && Continues(first, end, indent))
        {
            open[^1].End = end;
            return;
        }

        Content(body, end, indent, label, marker > 0);
    }

    // A line without marker belongs to the entry before it, unless a blank line or a new sentence says otherwise.
    private bool Continues(int first, int end, int indent)
    {
        if (open.Count == 0 || open[^1].Children.Count > 0)
            return false;
        // "Criterios de exclusión:" below the last item of a list
        if (open[^1].IsHeading || (text[end - 1] == ':' && end - first < 80 && char.IsUpper(text[first]) && text[open[^1].End - 1] is not (',' or '/' or '(')))
            return false;
        if (!afterBlank)
            return open[^1].IsMarked || !char.IsUpper(text[first]) || open[^1].End - open[^1].Start > 60 && text[open[^1].End - 1] is not ('.' or ':' or ';');
        return open[^1].IsMarked && indent * 2 > open[^1].Level && char.IsLower(text[first]);
    }

    private void Content(int start, int end, int indent, string? label, bool marked)
    {
        afterBlank = false;
        // "* 1) text": the second marker makes it one level deeper
        var second = marked && label is null ? ListMarker.Read(text.AsSpan(start, end - start), out label) : 0;
        var level = (indent * 2) + (marked ? 1 : 0) + (second > 0 ? 1 : 0);
        start += second;
        if (start >= end)
            return;
        // "Patients must have:" among what excludes
        if (polarity == Polarity.Exclusion && indent == 0 && !marked && text[end - 1] == ':' && HeadingWords.Of(text.AsSpan(start, end - start)) is var words && HeadingWords.Say(words, "required") && !words.Contains(" not ", StringComparison.Ordinal) && HeadingWords.ArePlain(words.Replace(" required ", " ", StringComparison.Ordinal)))
        {
            polarity = Polarity.Inclusion;
            open.Clear();
        }

        foreach (var (from, to, item) in Dashes(start, end, marked))
            Add(new Entry { Start = from, End = to, Level = item ? level + 1 : level, Marker = label, Polarity = polarity, IsMarked = marked || item });
    }

    // "Inclusion criteria: - one - two - three" on one line
    private List<(int From, int To, bool Item)> Dashes(int start, int end, bool marked)
    {
        if (marked || ListMarker.Read(text.AsSpan(start, end - start), out var label) is not (> 0 and var first) || label is not null)
            return [(start, end, false)];
        var items = new List<(int, int, bool)>();
        var sign = text[start];
        var from = start + first;
        for (var i = from; i + 2 < end; i++)
        {
            if (text[i] == sign && text[i - 1] == ' ' && text[i + 1] == ' ' && !char.IsAsciiDigit(text[i + 2]))
            {
                items.Add((from, TrimEnd(from, i), true));
                from = i + 2;
            }
        }

        items.Add((from, end, true));
        return items;
    }

    private int TrimEnd(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    private void Add(Entry entry)
    {
        while (open.Count > 0 && !IsBelow(entry, open[^1]))
            open.RemoveAt(open.Count - 1);
        var list = open.Count > 0 ? open[^1].Children : roots;
        if (list.Count > (open.Count > 0 ? 0 : since))
            entry.Topic = TopicOf(entry, list[^1]);
        list.Add(entry);
        open.Add(entry);
    }

    // The last line of its list that ends in a colon and has nothing below it; "Excluded:" is told by the heading above it as well.
    private Entry? TopicOf(Entry entry, Entry before)
    {
        if (before.Children.Count == 0 && text[before.End - 1] == ':' && before.End - before.Start < LongestTopic)
            return before;
        return text[entry.End - 1] == ':' && !IsPart(entry) ? null : before.Topic;
    }

    // "Allowed:" below "Concurrent medication:"
    private bool IsPart(Entry entry) => HeadingWords.Of(text.AsSpan(entry.Start, entry.End - entry.Start)) is var words && (words.StartsWith(" allowed ", StringComparison.Ordinal) || words.StartsWith(" required ", StringComparison.Ordinal) || words.StartsWith(" excluded ", StringComparison.Ordinal) || words.StartsWith(" permitted ", StringComparison.Ordinal) || words.StartsWith(" recommended ", StringComparison.Ordinal));

    // Deeper in the page, and under something that can have items: not a paragraph that is a statement of its own.
    private bool IsBelow(Entry entry, Entry above)
    {
        if (entry.Level <= above.Level)
            return false;
        var end = text[above.End - 1];
        return end == ':' || (entry.Level - above.Level > 1 && above.IsMarked) || (entry.Level - above.Level > 3 && entry.IsMarked);
    }

    /// <summary>Cuts entries that hold a list within a line, once all lines are read and their ends are known.</summary>
    public static void SplitInline(string text, IReadOnlyList<Entry> entries, int depth = 0)
    {
        foreach (var entry in entries)
        {
            SplitInline(text, entry.Children, depth + 1);
            if (entry.Children.Count > 0 || depth >= DeepestInlineList)
                continue;
            var items = InlineList.Find(text, entry.Start, entry.End);
            if (items.Count == 0 || items[0].Marker == entry.Start && entry.Marker is not null)
                continue;
            for (var i = 0; i < items.Count; i++)
            {
                var end = i + 1 < items.Count ? items[i + 1].Marker : entry.End;
                while (end > items[i].Text && char.IsWhiteSpace(text[end - 1]))
                    end--;
                entry.Children.Add(new Entry { Start = items[i].Text, End = Math.Max(end, items[i].Text), Level = entry.Level + 2, Marker = items[i].Label, Polarity = entry.Polarity, IsMarked = true });
            }

            entry.End = items[0].Marker;
            while (entry.End > entry.Start && char.IsWhiteSpace(text[entry.End - 1]))
                entry.End--;
            SplitInline(text, entry.Children, depth + 1);
        }
    }

    private int Decoration(int start, int end)
    {
        while (start < end && text[start] is '*' or '_' or '#' or ' ' or '-' or '•')
            start++;
        return start;
    }

    private int SkipBlanks(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }
}
