using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Turns the indented text of the older XML into the small Markdown of the newer form: wrapped lines become
/// paragraphs again, lists are nested by indentation, and signs that mean something in Markdown are escaped.</summary>
/// <remarks>The older layout puts an item's sign two columns to the right of the text it belongs to and the item's text three
/// columns further. The newer one writes <c>* </c> or <c>1. </c>, items without blank lines between them, a blank line before
/// the first of a list, and each level as far in as its parent's sign is wide.</remarks>
internal static partial class LegacyMarkdown
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\<>[]&~*^");

    /// <summary>Markdown for a text of either layout: a block that starts on a line of its own, or plain lines.</summary>
    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.StartsWith('\n') ? OfBlock(lines) : string.Join("\n\n", lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Escape));
    }

    private static string OfBlock(string text)
    {
        var output = new StringBuilder();
        var open = new Stack<Item>();
        foreach (var group in Groups(text))
        {
            var sign = Sign().Match(group.Text);
            if (sign.Success)
                WriteItem(output, open, group.Indent, sign);
            else
                WriteParagraph(output, open, group);
        }

        return output.ToString();
    }

    private static void WriteItem(StringBuilder output, Stack<Item> open, int indent, Match sign)
    {
        var isFirst = output.Length > 0;
        Item? last = null;
        while (open.TryPeek(out var item) && item.Indent >= indent)
            last = open.Pop();
        var written = sign.Groups["number"].Success ? $"{sign.Groups["number"].Value}. " : "* ";
        var isSibling = last is not null && last.IsNumbered == sign.Groups["number"].Success;
        output.Append(!isFirst ? "" : isSibling ? "\n" : "\n\n");
        var margin = open.TryPeek(out var parent) ? parent.Margin : 0;
        output.Append(' ', margin).Append(written).Append(Escape(sign.Groups["text"].Value));
        open.Push(new Item(indent, indent + sign.Groups["text"].Index, margin + written.Length, sign.Groups["number"].Success));
    }

    private static void WriteParagraph(StringBuilder output, Stack<Item> open, Group group)
    {
        while (open.TryPeek(out var item) && group.Indent < item.TextColumn)
            open.Pop();
        if (output.Length > 0)
            output.Append("\n\n");
        output.Append(' ', open.TryPeek(out var within) ? within.Margin : 0).Append(Escape(group.Text));
    }

    /// <summary>The runs of lines between blank lines, each joined to one; an item's sign starts a run of its own.</summary>
    private static IEnumerable<Group> Groups(string text)
    {
        var joined = new StringBuilder();
        var indent = 0;
        foreach (var line in text.Split('\n').Append(""))
        {
            var content = line.Trim();
            var startsItem = joined.Length > 0 && line.Length - line.TrimStart().Length != indent && ItemStart().IsMatch(content);
            if (joined.Length > 0 && (content.Length == 0 || startsItem))
            {
                yield return new Group(indent, joined.ToString());
                joined.Clear();
            }

            if (content.Length == 0)
                continue;
            if (joined.Length == 0)
                indent = line.Length - line.TrimStart().Length;
            else
                joined.Append(' ');
            joined.Append(content);
        }
    }

    private static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Escaped) && !NumberStart().IsMatch(text))
            return text;
        var output = new StringBuilder(text.Length + 8);
        foreach (var sign in text)
        {
            if (Escaped.Contains(sign))
                output.Append('\\');
            output.Append(sign);
        }

        return NumberStart().Replace(output.ToString(), "${number}\\.");
    }

    private sealed record Group(int Indent, string Text);

    /// <summary>An item that may still have content.</summary>
    /// <param name="Indent">The column of the sign in the older layout.</param>
    /// <param name="TextColumn">The column of the text in the older layout.</param>
    /// <param name="Margin">The column of the text in the newer one.</param>
    /// <param name="IsNumbered">Whether the sign is a number.</param>
    private sealed record Item(int Indent, int TextColumn, int Margin, bool IsNumbered);

    [GeneratedRegex(@"^(-  |(?<number>\d{1,3})\. )\s*(?<text>\S.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 10_000)]
    private static partial Regex Sign();

    [GeneratedRegex(@"^(-  |\d{1,3}\. )", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ItemStart();

    [GeneratedRegex(@"^(?<number>\d{1,9})\.(?=\s)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex NumberStart();
}
