using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What the headings above an entry say about it.</summary>
/// <param name="OneIsEnough">Its list says that one of its items is enough.</param>
/// <param name="Guard">For whom its list counts: "in the absence of liver metastases:"; null for everybody.</param>
/// <param name="Told">The words above say of it what it does not say itself ("at least 4 weeks since any of the following:").</param>
/// <param name="Within">The time that stands above the list ("any of the following within 6 months:"); null for none.</param>
/// <param name="Heading">What is spoken of, such as age or performance status, for an entry that names only the limit.</param>
internal sealed record EntryContext(Subjects? Heading, bool OneIsEnough = false, CriterionNode? Guard = null, bool Told = false, Window? Within = null)
{
    /// <summary>What it names counts while it goes on: "Concurrent medication:".</summary>
    public bool Current { get; init; }

    /// <summary>The words by which it must not hold: "none of the following:"; null for none.</summary>
    public SourceSpan? DeniedBy { get; init; }

    /// <summary>Words above that say more of every entry than any entry says itself: "Donors:".</summary>
    public SourceSpan? Concerns { get; init; }

    /// <summary>The same, of conditions and treatments alone: "Allergy to any of the following:".</summary>
    public SourceSpan? Narrows { get; init; }

    public static EntryContext None { get; } = new(Heading: null);
}
