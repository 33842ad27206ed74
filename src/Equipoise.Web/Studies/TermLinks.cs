using Equipoise.Registry.Glossary;
using Equipoise.Registry.Reading;
using Microsoft.AspNetCore.Components.Rendering;

namespace Equipoise.Web.Studies;

/// <summary>The words of the glossary that a page explains: each leads, where it first stands in a part of the page, to its
/// entry in the page's own list of words.</summary>
public sealed class TermLinks
{
    private readonly Dictionary<string, List<TermMark>> marksByText = new(StringComparer.Ordinal);

    /// <summary>Finds the words of a page.</summary>
    /// <param name="parts">The texts of the page that explain their words, by part.</param>
    public TermLinks(IEnumerable<IEnumerable<string>> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var used = new Dictionary<string, GlossaryTerm>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var text in part.SelectMany(text => text.Split('\n')))
            {
                var marks = GlossaryTerms.FindIn(text).Where(mark => seen.Add(mark.Term.Slug)).ToList();
                foreach (var mark in marks)
                    used.TryAdd(mark.Term.Slug, mark.Term);
                if (marks.Count > 0)
                    marksByText.TryAdd(text, marks);
            }
        }

        Used = [.. used.Values.OrderBy(term => term.Word, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The words explained, in the order of the alphabet.</summary>
    public IReadOnlyList<GlossaryTerm> Used { get; }

    /// <summary>Shows a text with its words linked and its lost superscripts raised, so that the letters stay the record's.</summary>
    public void Add(RenderTreeBuilder builder, string text)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(text);
        var position = 0;
        foreach (var (start, end, add) in Pieces(text).OrderBy(piece => piece.Start))
        {
            // Where a term and an exponent overlap, the first stands.
            if (start < position)
                continue;
            builder.AddContent(0, text[position..start]);
            add(builder);
            position = end;
        }

        builder.AddContent(1, text[position..]);
    }

    private IEnumerable<(int Start, int End, Action<RenderTreeBuilder> Add)> Pieces(string text)
    {
        foreach (var lost in LostSuperscript.FindIn(text))
            yield return (lost.Start, lost.End, builder => AddReading(builder, text, lost));
        if (!marksByText.TryGetValue(text, out var marks))
            yield break;
        foreach (var mark in marks)
            yield return (mark.Start, mark.Start + mark.Length, builder => AddLink(builder, text, mark));
    }

    private static void AddLink(RenderTreeBuilder builder, string text, TermMark mark)
    {
        builder.OpenElement(2, "a");
        builder.AddAttribute(3, "class", "term");
        builder.AddAttribute(4, "href", $"#term-{mark.Term.Slug}");
        builder.AddContent(5, text.Substring(mark.Start, mark.Length));
        builder.CloseElement();
    }

    private static void AddReading(RenderTreeBuilder builder, string text, LostSuperscript lost)
    {
        builder.OpenElement(6, "span");
        builder.AddAttribute(7, "class", "our-reading");
        builder.AddContent(8, text[lost.Start..lost.Exponent]);
        builder.OpenElement(9, "sup");
        builder.AddContent(10, text[lost.Exponent..lost.End]);
        builder.CloseElement();
        builder.CloseElement();
    }
}
