using System.Globalization;
using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>A resource of a document, or the word that it was deleted.</summary>
/// <param name="Address">The address that the document gives it; empty for none.</param>
/// <param name="Resource">The resource; null where it was deleted.</param>
/// <param name="Key">Its type and id: the same for all its versions; empty for none.</param>
/// <param name="Changed">When it came to be so; null where the document does not say.</param>
/// <param name="Version">The number of its version; null where the document does not say.</param>
/// <param name="IsHistory">It stands in a history.</param>
internal sealed record Entry(string Address, JsonElement? Resource, string Key, DateTimeOffset? Changed, long? Version, bool IsHistory)
{
    /// <summary>Why it cannot be taken at its word; null where nothing says so.</summary>
    public string? Reservation { get; init; }

    /// <summary>An entry of a bundle; null for one that holds nothing.</summary>
    public static Entry? Of(JsonElement entry, bool isHistory)
    {
        var resource = Json.Find(entry, "resource") is { ValueKind: JsonValueKind.Object } found ? found : (JsonElement?)null;
        var isDeleted = Json.Text(entry, "request", "method") is "DELETE" || Json.Text(entry, "response", "status")?.StartsWith("204", StringComparison.Ordinal) == true;
        if (resource is null && !isDeleted)
            return null;
        var address = Json.Text(entry, "fullUrl") ?? "";
        var key = resource is { } one && Json.Text(one, "id") is { } id ? $"{Json.Text(one, "resourceType")}/{id}" : isDeleted ? Subjects.Relative(Json.Text(entry, "request", "url") ?? address) : "";
        var version = Json.Text(resource ?? default, "meta", "versionId") ?? Json.Text(entry, "response", "etag");
        return new Entry(address, isDeleted ? null : resource, key, Moment(Json.Text(entry, "response", "lastModified") ?? Json.Text(resource ?? default, "meta", "lastUpdated")), Number(version), isHistory);
    }

    /// <summary>Whether an entry that holds no resource should: one that only tells how a request went has none.</summary>
    public static bool IsLost(JsonElement entry) =>
        entry.ValueKind != JsonValueKind.Object || Json.Find(entry, "resource") is not null || (Json.Find(entry, "resourceType") ?? Json.Find(entry, "request") ?? Json.Find(entry, "response")) is null;

    private static DateTimeOffset? Moment(string? text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    // W/"3"
    private static long? Number(string? text) => text is not null && long.TryParse(string.Concat(text.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
