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
    public static EntryContext None { get; } = new(Heading: null);
}
