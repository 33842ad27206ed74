namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What the headings above an entry say about it.</summary>
/// <param name="Heading">What is spoken of, such as age or performance status, for an entry that names only the limit.</param>
internal sealed record EntryContext(Subjects? Heading)
{
    public static EntryContext None { get; } = new(Heading: null);
}
