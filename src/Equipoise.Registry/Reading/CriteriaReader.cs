using System.Text;

namespace Equipoise.Registry.Reading;

/// <summary>Takes eligibility criteria apart for reading: which include and which exclude, what belongs below what, also
/// where a record writes "a. … i. … ii. … b. …" in one line, and a name for each that links can point to.</summary>
/// <remarks>Made for eyes, not for decisions. Time grows with the text and no faster.</remarks>
public static class CriteriaReader
{
    /// <summary>A bound on the work of reading, for each character of the text.</summary>
    public const int StepsPerCharacter = 60;

    // Bullets that a record writes in one line after a heading: "Inclusion Criteria: - adults - informed consent".
    private const string InlineBullet = " - ";

    /// <summary>Reads the criteria of a record, given as its markup.</summary>
    public static CriteriaText Read(string markup)
    {
        ArgumentNullException.ThrowIfNull(markup);
        var (sections, names, steps) = (new List<CriteriaSection>(), new CriteriaNames(), 0L);
        foreach (var part in Split(markup))
        {
            var read = MarkupReader.Read(part.Body);
            steps += read.Steps + (2 * part.Body.Length);
            var builder = new CriteriaBuilder(names, part.Kind, part.InlineBullets);
            var blocks = builder.Build(read.Blocks);
            steps += builder.Steps;
            if (blocks.Count > 0 || part.Heading is not null)
                sections.Add(new CriteriaSection(part.Kind, part.Heading, blocks));
        }

        return new CriteriaText(sections, steps + (4 * markup.Length));
    }

    private static List<Part> Split(string markup)
    {
        var parts = new List<Part>();
        var (kind, heading, body, inline) = (CriteriaKind.Unsaid, default(string), new StringBuilder(), false);
        foreach (var line in markup.AsSpan().EnumerateLines())
        {
            if (CriteriaHeading.TryRead(line.Trim()) is { } found)
            {
                Close();
                (kind, heading) = (found.Kind, found.Text);
                AddRest(found.Rest);
            }
            else
            {
                body.Append(line).Append('\n');
            }
        }

        Close();
        return parts;

        void Close()
        {
            if (heading is not null || !body.ToString().AsSpan().Trim().IsEmpty)
                parts.Add(new Part(kind, heading, body.ToString(), inline));
            (body, inline) = (new StringBuilder(), false);
        }

        // All criteria in one line: what follows "Exclusion criteria:" within it excludes.
        void AddRest(string rest)
        {
            if (kind == CriteriaKind.Inclusion && CriteriaHeading.Within(rest, CriteriaKind.Exclusion) is var other and > 0)
            {
                AddLine(rest[..other].TrimEnd());
                Close();
                var end = rest.IndexOf(':', other) + 1;
                (kind, heading) = (CriteriaKind.Exclusion, rest[other..end]);
                rest = rest[end..].TrimStart();
            }

            AddLine(rest);
        }

        void AddLine(string line)
        {
            inline = line.StartsWith("- ", StringComparison.Ordinal) && line.Contains(InlineBullet, StringComparison.Ordinal);
            body.Append(inline ? line.Replace(InlineBullet, "\n- ", StringComparison.Ordinal) : line).Append('\n');
        }
    }

    private sealed record Part(CriteriaKind Kind, string? Heading, string Body, bool InlineBullets);
}
