using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Which version of a resource counts where a document holds several: the latest. Where it does not say which that is, none.</summary>
internal static class Versions
{
    /// <summary>The entries in their order, of each resource the latest version; nothing of what was deleted last.</summary>
    public static List<Entry> Latest(List<Entry> entries)
    {
        var byKey = entries.Where(entry => entry.Key.Length > 0).GroupBy(entry => entry.Key, StringComparer.Ordinal).Where(group => group.Skip(1).Any() || group.First().Resource is null).ToDictionary(group => group.Key, group => Choose([.. group]), StringComparer.Ordinal);
        return byKey.Count == 0 ? entries : [.. entries.SelectMany(entry => byKey.TryGetValue(entry.Key, out var chosen) ? chosen.Where(one => one.Is(entry)).Select(one => one.Entry) : [entry])];
    }

    private static List<Choice> Choose(List<Entry> versions)
    {
        var isDeleted = versions.Exists(one => one.Resource is null);
        // Ids that are used again without care are other resources, unless something says that they are versions.
        if (!isDeleted && !versions.Exists(one => one.IsHistory || one.Changed is not null || one.Version is not null || Reservations.IsError(one.Resource!.Value)))
            return IsPatient(versions[0]) || !versions.TrueForAll(one => JsonElement.DeepEquals(one.Resource!.Value, versions[0].Resource!.Value)) ? versions.ConvertAll(one => new Choice(one, one)) : [new Choice(versions[0], versions[0])];
        if (LatestBy(versions, one => one.Changed?.UtcTicks) is { } changed)
            return Only(changed);
        if (LatestBy(versions, one => one.Version) is { } numbered)
            return Only(numbered);
        // In a history, the latest stands first: http://hl7.org/fhir/R4/http.html#history. A deletion that stands later says that this one does not keep to it.
        if (versions.TrueForAll(one => one.IsHistory) && (versions[0].Resource is null || !isDeleted))
            return Only(versions[0]);
        return versions.Where(one => one.Resource is not null).Select(one => new Choice(one, one with { Reservation = $"the document holds several versions of it{(isDeleted ? ", one of them deleted," : "")} and does not say which is the latest" })).ToList();
    }

    private static List<Choice> Only(Entry entry) => entry.Resource is null ? [] : [new Choice(entry, entry)];

    // Null where one has no such number, or two have the same.
    private static Entry? LatestBy(List<Entry> versions, Func<Entry, long?> number)
    {
        var last = versions.MaxBy(number)!;
        return versions.TrueForAll(one => number(one) is not null && (ReferenceEquals(one, last) || number(one) < number(last))) ? last : null;
    }

    private static bool IsPatient(Entry entry) => entry.Key.StartsWith("Patient/", StringComparison.Ordinal);

    private sealed record Choice(Entry Original, Entry Entry)
    {
        public bool Is(Entry other) => ReferenceEquals(Original, other);
    }
}
