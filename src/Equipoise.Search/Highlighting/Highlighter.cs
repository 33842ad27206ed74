using Equipoise.Search.Queries;

namespace Equipoise.Search.Highlighting;

/// <summary>Shows where a text answers a query.</summary>
public static class Highlighter
{
    /// <summary>The pieces of a text that answer a query best, in the order they stand in it.</summary>
    /// <param name="query">The query; only words, phrases and prefixes for which <paramref name="target"/> returns true count.</param>
    /// <param name="text">The text, as it was indexed.</param>
    /// <param name="options">How many pieces, how long, and how much work.</param>
    /// <param name="target">Which targets of the query reach this text; null for all.</param>
    /// <returns>Pieces with at least one mark; none where nothing answers.</returns>
    public static IReadOnlyList<Fragment> Fragments(Query query, string text, HighlightOptions options, Func<string, bool>? target = null)
    {
        var wanted = new WantedWords(query, target);
        var words = new TextWords(text, options.WordLimit);
        var marks = Marks(wanted, words);
        if (marks.Count == 0)
            return [];
        if (options.Fragments <= 0)
            return [new Fragment(0, text, marks)];
        return [.. Pieces(text, words, marks, options).OrderBy(piece => piece.Start)];
    }

    // In order and apart: marks that touch or overlap become one.
    private static List<Mark> Marks(WantedWords wanted, TextWords words)
    {
        var ranges = new SortedSet<(int Start, int End)>();
        for (var position = 0; position < words.Count; position++)
        {
            foreach (var (sequence, slop, exact) in wanted.Sequences)
                ranges.UnionWith(Sequence(words, position, sequence, slop, exact));
            foreach (var (forms, start, end) in words.At(position))
            {
                if (wanted.Prefixes.Exists(prefix => forms.Normal.StartsWith(prefix, StringComparison.Ordinal)))
                    ranges.Add((start, end));
            }
        }

        var marks = new List<Mark>();
        foreach (var (start, end) in ranges)
        {
            if (marks.Count > 0 && start < marks[^1].Start + marks[^1].Length)
                marks[^1] = new Mark(marks[^1].Start, Math.Max(marks[^1].Length, end - marks[^1].Start));
            else
                marks.Add(new Mark(start, end - start));
        }

        return marks;
    }

    private static List<(int Start, int End)> Sequence(TextWords words, int position, IReadOnlyList<Text.WordForms> sequence, int slop, bool exact)
    {
        var found = new List<(int Start, int End)>();
        var left = slop;
        foreach (var word in sequence)
        {
            var range = position < words.Count ? words.Find(position, word, exact) : null;
            while (range is null && found.Count > 0 && left > 0 && ++position < words.Count)
            {
                left--;
                range = words.Find(position, word, exact);
            }

            if (range is null)
                return [];
            found.Add(range.Value);
            position++;
        }

        return found;
    }

    private static List<Fragment> Pieces(string text, TextWords words, List<Mark> marks, HighlightOptions options)
    {
        var pieces = new List<Fragment>();
        var left = Enumerable.Range(0, marks.Count).ToList();
        while (pieces.Count < options.Fragments && left.Count > 0)
        {
            var (first, count) = Densest(marks, left, options.Length);
            var from = marks[left[first]].Start;
            var to = marks[left[first + count - 1]].Start + marks[left[first + count - 1]].Length;
            var room = Math.Max(0, options.Length - (to - from)) / 2;
            var lower = pieces.Where(piece => piece.Start < from).Select(piece => piece.Start + piece.Text.Length).DefaultIfEmpty(0).Max();
            var upper = pieces.Where(piece => piece.Start > from).Select(piece => piece.Start).DefaultIfEmpty(text.Length).Min();
            var (start, end) = Round(words, Math.Max(lower, from - room), Math.Min(upper, to + room), from, to);
            var inside = left.Where(mark => marks[mark].Start >= start && marks[mark].Start + marks[mark].Length <= end).ToList();
            if (inside.Count == 0)
            {
                // What stands here is part of a piece already.
                left.RemoveRange(first, count);
                continue;
            }

            pieces.Add(new Fragment(start, text[start..end], [.. inside.Select(mark => new Mark(marks[mark].Start - start, marks[mark].Length))]));
            left.RemoveAll(inside.Contains);
        }

        return pieces;
    }

    // The first of the marks left from which most fit into a piece.
    private static (int First, int Count) Densest(List<Mark> marks, List<int> left, int length)
    {
        var (best, most) = (0, 0);
        for (int first = 0, end = 0; first < left.Count; first++)
        {
            end = Math.Max(end, first + 1);
            while (end < left.Count && marks[left[end]].Start + marks[left[end]].Length - marks[left[first]].Start <= length)
                end++;
            if (end - first > most)
                (best, most) = (first, end - first);
        }

        return (best, most);
    }

    // A piece begins and ends between words.
    private static (int Start, int End) Round(TextWords words, int start, int end, int from, int to)
    {
        for (var position = 0; position < words.Count; position++)
        {
            var (_, wordStart, wordEnd) = words.At(position)[0];
            if (wordStart < start && wordEnd > start)
                start = Math.Min(from, wordEnd);
            if (wordStart < end && wordEnd > end)
                end = Math.Max(to, wordStart);
        }

        return (start, end);
    }
}
