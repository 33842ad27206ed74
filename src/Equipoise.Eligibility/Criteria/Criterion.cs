namespace Equipoise.Eligibility.Criteria;

/// <summary>One entry of a study's list: its words, and what they mean as far as they were understood.</summary>
public sealed record Criterion
{
    /// <summary>Such as <c>inclusion-10.a.i</c>; unique within the study.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the statement must hold or must not.</summary>
    public required Polarity Polarity { get; init; }

    /// <summary>The entry's own words, verbatim, without its list marker.</summary>
    public required string Text { get; init; }

    /// <summary>Where <see cref="Text"/> stands in the study's text.</summary>
    public required SourceSpan Source { get; init; }

    /// <summary>Who can answer it.</summary>
    public required Evaluability Evaluability { get; init; }

    /// <summary>What it asserts; null where nothing was understood or nothing is asserted.</summary>
    public CriterionNode? Tree { get; init; }

    /// <summary>What was not understood, in the order of the text. A criterion with residue is never more than partial.</summary>
    public IReadOnlyList<SourceSpan> Residue { get; init; } = [];

    /// <summary>The lead-in above it, or the first of several alternatives; null at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>For a lead-in, how the entries below it belong together; for the first of entries that an "or" ties together,
    /// <see cref="Criteria.Grouping.Any"/>.</summary>
    public Grouping Grouping { get; init; }

    /// <summary>The number for <see cref="Grouping.AtLeast"/>.</summary>
    public int AtLeast { get; init; } = 1;
}
