using Equipoise.Registry.Records;
using Microsoft.Extensions.Primitives;

namespace Equipoise.Web.Saved;

/// <summary>The ids of an address, <c>?ids=A&amp;ids=B</c> or <c>?ids=A,B</c>.</summary>
/// <param name="Ids">The ids, each once, in their order.</param>
/// <param name="Unreadable">What is no id.</param>
/// <param name="LeftOut">How many ids are more than the page takes.</param>
public sealed record StudyIdList(IReadOnlyList<StudyId> Ids, IReadOnlyList<string> Unreadable, int LeftOut)
{
    private const int LongestText = 20_000;
    private static readonly char[] Separators = [',', ';', ' ', '\t', '\n', '\r', '+'];

    /// <summary>Reads the ids, up to a number that a page takes.</summary>
    public static StudyIdList Read(StringValues values, int most)
    {
        var text = values.ToString();
        var words = text[..Math.Min(text.Length, LongestText)].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var ids = words.Select(word => StudyId.TryParse(word, out var id) ? id : null).OfType<StudyId>().Distinct().ToList();
        return new StudyIdList(
            [.. ids.Take(most)],
            [.. words.Where(word => !StudyId.TryParse(word, out _)).Select(word => word.Length > 40 ? $"{word[..40]}…" : word).Distinct(StringComparer.Ordinal).Take(10)],
            Math.Max(0, ids.Count - most));
    }
}
