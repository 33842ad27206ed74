namespace Equipoise.Eligibility.Criteria;

/// <summary>One statement about a patient, or statements joined: the tree that people read and the program judges.</summary>
/// <remarks>Immutable. It says what the text asserts; whether that includes or excludes stands beside it.</remarks>
public abstract record CriterionNode
{
    /// <summary>Where the statement stands in its text; null where it was not read from one.</summary>
    public SourceSpan? Source { get; init; }

    /// <summary>What the statement is made of; empty for a leaf.</summary>
    public virtual IReadOnlyList<CriterionNode> Parts => [];
}
