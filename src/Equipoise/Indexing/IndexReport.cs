using System.Globalization;
using Equipoise.Registry.Indexing;

namespace Equipoise.Indexing;

/// <summary>What a comparison of index and store comes to, for people.</summary>
internal static class IndexReport
{
    /// <summary>The comparison as a sentence, with the way to mend it.</summary>
    public static string Of(IndexComparison check)
    {
        if (check.IsWhole)
            return $"The index holds {(check.Studies == 1 ? "the one study" : $"all {Studies(check.Studies)}")} of the store and no other.";
        var missing = $"{Studies(check.Missing.Count)} of the store {(check.Missing.Count == 1 ? "is" : "are")} not in it";
        var surplus = $"{Studies(check.Surplus.Count)} in it {(check.Surplus.Count == 1 ? "is" : "are")} not in the store";
        // After an import nothing is wrong: the index follows when it is opened next.
        return check.Behind > 0
            ? string.Create(CultureInfo.InvariantCulture, $"The index has not taken in the last {check.Behind:N0} {(check.Behind == 1 ? "change" : "changes")} of the store, so that {missing} and {surplus}. A site at work takes them in within seconds; without one, the next 'equipoise serve', 'search' or 'index' does.")
            : $"The index has taken in every change of the store, yet {missing} and {surplus}: run 'equipoise index' to build it anew.";
    }

    /// <summary>"1 study", "2 studies".</summary>
    public static string Studies(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "study" : "studies")}");
}
