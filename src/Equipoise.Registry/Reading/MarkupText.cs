namespace Equipoise.Registry.Reading;

/// <summary>A record's text as paragraphs and lists.</summary>
/// <param name="Blocks">In the order of the text.</param>
/// <param name="Steps">How much work the reading was: characters looked at, some of them more than once. Never more than
/// <see cref="MarkupReader.StepsPerCharacter"/> for each character of the text.</param>
public sealed record MarkupText(IReadOnlyList<MarkupBlock> Blocks, long Steps)
{
    /// <summary>All runs of text, in their order.</summary>
    public IEnumerable<string> Texts() => Texts(Blocks);

    private static IEnumerable<string> Texts(IEnumerable<MarkupBlock> blocks) => blocks.SelectMany(block => block switch
    {
        MarkupParagraph paragraph => [paragraph.Text],
        MarkupList list => list.Items.SelectMany(item => Texts(item.Blocks)),
        _ => [],
    });
}
