namespace Equipoise.Registry.Finding;

/// <summary>Why the words of a search find little.</summary>
/// <param name="Parts">Each word or phrase that has to occur, in their order; none where there is but one.</param>
/// <param name="DidYouMean">The words with slips mended, or null where nothing looks like a slip or mending it would find no more.</param>
/// <param name="DidYouMeanTotal">How many studies these find, all else as it is.</param>
public sealed record WordsExplanation(IReadOnlyList<PartCount> Parts, string? DidYouMean, int DidYouMeanTotal)
{
    /// <summary>Nothing to say.</summary>
    public static WordsExplanation None { get; } = new([], DidYouMean: null, DidYouMeanTotal: 0);
}
