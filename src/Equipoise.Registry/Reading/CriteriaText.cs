namespace Equipoise.Registry.Reading;

/// <summary>Eligibility criteria, taken apart for reading. No word of the record is changed or left out.</summary>
/// <param name="Sections">In the order of the text.</param>
/// <param name="Steps">How much work the reading was; see <see cref="CriteriaReader.StepsPerCharacter"/>.</param>
public sealed record CriteriaText(IReadOnlyList<CriteriaSection> Sections, long Steps)
{
    /// <summary>All runs of text under headings of a kind, in their order.</summary>
    public IEnumerable<string> Texts(CriteriaKind kind) => Sections.Where(section => section.Kind == kind).SelectMany(section => Texts(section.Blocks));

    /// <summary>All runs of text, in their order.</summary>
    public IEnumerable<string> Texts() => Sections.SelectMany(section => Texts(section.Blocks));

    /// <summary>Whether any list is our reading of a line.</summary>
    public bool HasListsOfOurs => Sections.Any(section => HasListsOfOursIn(section.Blocks));

    private static IEnumerable<string> Texts(IEnumerable<CriteriaBlock> blocks) => blocks.SelectMany(block => block switch
    {
        CriteriaParagraph paragraph => [paragraph.Text],
        CriteriaList list => list.Items.SelectMany(item => Texts(item.Blocks)),
        _ => [],
    });

    private static bool HasListsOfOursIn(IEnumerable<CriteriaBlock> blocks) =>
        blocks.OfType<CriteriaList>().Any(list => list.IsOurs || list.Items.Any(item => HasListsOfOursIn(item.Blocks)));
}
