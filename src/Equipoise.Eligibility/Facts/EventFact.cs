namespace Equipoise.Eligibility.Facts;

/// <summary>A condition the patient has or had, or a treatment received; or that there was none.</summary>
/// <param name="Concepts">What it is, by names of the concept tables.</param>
/// <param name="Standing">Whether it is, was or was not.</param>
/// <param name="Start">When it began; null where the record does not say.</param>
/// <param name="End">When it ended; null where it goes on or the record does not say.</param>
/// <param name="Source">The id of the record's entry.</param>
/// <param name="Words">How the record names it.</param>
public sealed record EventFact(IReadOnlyList<string> Concepts, Standing Standing, FactDate? Start, FactDate? End, string Source, string Words)
{
    /// <summary>Those of its concepts that another fact of the record names closer: the metastases, where metastases of the lung are on record too.
    /// They leave nothing open; a denial of them contradicts the
    /// record.</summary>
    internal IReadOnlyList<string> NamedCloser { get; init; } = [];

    /// <summary>For a treatment, the disease that the record gives as its reason, in its words; empty where it gives none.</summary>
    public string GivenFor { get; init; } = "";

    /// <summary>That reason by names of the concept tables; empty where it gives none, or one that stands in no table.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>For a treatment of cancer that comes without a reason, the diseases on record that may have been one.</summary>
    internal IReadOnlyList<string> MayBeFor { get; init; } = [];
}
