using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Grammar;

namespace Equipoise.Eligibility.Reading;

/// <summary>What a line says by itself: the same wherever its characters stand below the same kind of heading.</summary>
/// <param name="text">The line.</param>
/// <param name="polarity">Of the section it stands in.</param>
/// <param name="context">Of which the grammar asks what is spoken of and whether one entry is enough, and nothing else.</param>
internal sealed class KnownLine(string text, Polarity polarity, EntryContext context)
{
    private const int NodeBytes = 100;
    private readonly Subjects? heading = context.Heading;
    private readonly bool oneIsEnough = context.OneIsEnough;

    public string Text { get; } = text;

    /// <summary>What it says before the words above it are heard.</summary>
    public CriterionNode? Tree { get; init; }

    /// <summary>What was not understood, counted from the line's first character.</summary>
    public IReadOnlyList<SourceSpan> Residue { get; init; } = [];

    /// <summary>What it says of a list that it stands above; null where it was read as an entry.</summary>
    public ListWords? List { get; init; }

    /// <summary>Who can answer it, if nothing above it says more.</summary>
    public Evaluability Evaluability { get; init; }

    /// <summary>How much was done to read it. Who finds it known counts the same, so that steps belong to a text and not to what was read before.</summary>
    public long Steps { get; init; }

    /// <summary>Somebody asked for it since its place was looked at last.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Whether it is this line in these circumstances.</summary>
    public bool Is(ReadOnlySpan<char> line, Polarity section, EntryContext above, bool aboveList) =>
        List is not null == aboveList && polarity == section && oneIsEnough == above.OneIsEnough && line.SequenceEqual(Text) && AreSame(heading, above.Heading);

    /// <summary>About how many bytes it takes, beside its characters.</summary>
    public int Bytes => (Residue.Count * 8) + (Tree is null ? 0 : BytesOf(Tree)) + (List?.Guard is { } guard ? BytesOf(guard) : 0);

    private static bool AreSame(Subjects? one, Subjects? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.Any == other.Any && one.Variables.SequenceEqual(other.Variables, StringComparer.Ordinal));

    private static int BytesOf(CriterionNode node)
    {
        var bytes = NodeBytes + (2 * (node switch { Condition condition => condition.Concept.Length, Therapy therapy => therapy.Concept.Length, Circumstance other => other.Concept.Length, _ => 0 }));
        foreach (var part in node.Parts)
            bytes += BytesOf(part);
        return bytes;
    }
}
