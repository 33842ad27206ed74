using System.Text;
using Equipoise.Registry.Indexing;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Registry.Finding;

/// <summary>What is studied, from A to Z, with the number of studies of each condition. A study counts once for a condition,
/// however often and in whatever spelling it names it.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class StudyConditions(StudyIndex index)
{
    private const int All = int.MaxValue;

    /// <summary>The letters under which there are conditions.</summary>
    public IReadOnlyList<ConditionLetter> Letters(CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var counts = snapshot.Search(
            new SearchRequest(Query.All) { Top = 0, Facets = [new FacetRequest(StudyFields.ConditionLetters) { Top = ConditionName.Letters.Count }] },
            cancellation).Facets[0].Values;
        return
        [
            .. from letter in ConditionName.Letters
               let studies = counts.FirstOrDefault(value => string.Equals(value.Value, letter, StringComparison.Ordinal))?.Count ?? 0
               where studies > 0
               select new ConditionLetter(letter, studies),
        ];
    }

    /// <summary>The conditions with the most studies, the most first.</summary>
    public IReadOnlyList<ValueCount> MostStudied(int most, CancellationToken cancellation = default)
    {
        using var snapshot = index.AcquireToSearch();
        var counts = snapshot.Search(new SearchRequest(Query.All) { Top = 0, Facets = [new FacetRequest(StudyFields.Conditions) { Top = most }] }, cancellation).Facets[0].Values;
        return [.. counts.Select(value => Show(value, Spelling(snapshot, ConditionName.FromKey(value.Value))))];
    }

    /// <summary>The conditions of a letter.</summary>
    /// <param name="letter"><c>A</c> to <c>Z</c>, or <c>#</c>.</param>
    /// <param name="most">How many to give at most: the most studied then.</param>
    public ConditionList Under(string letter, int most)
    {
        using var snapshot = index.AcquireToSearch();
        var all = snapshot.Values(StudyFields.Conditions, $"{letter}{Place.Separator}", All);
        var shown = all.Count <= most ? all : [.. all.OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal).Take(most)];
        var spellings = Spellings(snapshot, shown.Select(value => ConditionName.FromKey(value.Value)));
        return new ConditionList(
            [
                .. shown
                    .Select(value => (Value: value, Name: ConditionName.FromKey(value.Value)))
                    .OrderBy(condition => condition.Name.SortName, StringComparer.Ordinal)
                    .ThenBy(condition => condition.Name.Folded, StringComparer.Ordinal)
                    .Select(condition => Show(condition.Value, spellings.GetValueOrDefault(condition.Name.Folded, condition.Name.Folded))),
            ],
            all.Count,
            shown.Count > 0 ? shown.Min(value => value.Count) : 0);
    }

    private static ValueCount Show(FacetValue value, string spelling) => new(spelling, spelling, value.Count, IsChosen: false);

    // The way most studies spell a name.
    private static Dictionary<string, string> Spellings(Snapshot snapshot, IEnumerable<ConditionName> names)
    {
        var best = new Dictionary<string, FacetValue>(StringComparer.Ordinal);
        foreach (var beginning in names.SelectMany(name => Beginnings(name, length: 1)).Distinct(StringComparer.Ordinal))
            Choose(best, snapshot.Values(StudyFields.Whole("Condition"), beginning, All));
        return best.ToDictionary(entry => entry.Key, entry => entry.Value.Value, StringComparer.Ordinal);
    }

    private static string Spelling(Snapshot snapshot, ConditionName name)
    {
        var best = new Dictionary<string, FacetValue>(StringComparer.Ordinal);
        foreach (var beginning in Beginnings(name, length: 2))
            Choose(best, snapshot.Values(StudyFields.Whole("Condition"), beginning, All));
        return best.TryGetValue(name.Folded, out var value) ? value.Value : name.Folded;
    }

    private static void Choose(Dictionary<string, FacetValue> best, IReadOnlyList<FacetValue> spelled)
    {
        foreach (var value in spelled)
        {
            if (ConditionName.Of(value.Value) is { } name && (!best.TryGetValue(name.Folded, out var other) || value.Count > other.Count))
                best[name.Folded] = value;
        }
    }

    // How a name may begin, in small and capital letters.
    private static IEnumerable<string> Beginnings(ConditionName name, int length)
    {
        var beginnings = new List<string> { "" };
        foreach (var rune in name.Folded.EnumerateRunes().Take(length))
        {
            var forms = new[] { rune.ToString(), Rune.ToUpperInvariant(rune).ToString() }.Distinct(StringComparer.Ordinal);
            beginnings = [.. from beginning in beginnings from form in forms select beginning + form];
        }

        return beginnings;
    }
}
