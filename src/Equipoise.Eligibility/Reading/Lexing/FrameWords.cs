using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Lexing;

/// <summary>The classes of words of which the ordinary English around a name is made, as <c>frames.tsv</c> holds them.</summary>
internal static class FrameWords
{
    private static readonly Dictionary<string, WordSet> Classes = TerminologyTable.Read("frames.tsv").ToDictionary(row => row[0], row => WordSet.Of(TerminologyTable.List(row[1])), StringComparer.Ordinal);

    /// <summary>The words of a class.</summary>
    public static WordSet Of(string name) => Classes[name];
}
