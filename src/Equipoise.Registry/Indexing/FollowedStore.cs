using System.Globalization;

namespace Equipoise.Registry.Indexing;

/// <summary>What a commit of the index remembers of the store that it follows, and how far.</summary>
internal static class FollowedStore
{
    /// <summary>Under this the name of the store.</summary>
    public const string StoreKey = "store";

    /// <summary>Under this when the data last changed.</summary>
    public const string TimeKey = "time";

    /// <summary>Under this when the index was begun.</summary>
    public const string BuiltKey = "built";

    private const string ChangeKey = "change";
    private const string VersionKey = "version";

    /// <summary>Whether an index can go on following a store.</summary>
    public static bool Fits(IReadOnlyDictionary<string, string> remembered, string storeId, long lastChange) =>
        string.Equals(remembered.GetValueOrDefault(StoreKey), storeId, StringComparison.Ordinal)
        && string.Equals(remembered.GetValueOrDefault(VersionKey), StudyIndexSchema.Version, StringComparison.Ordinal)
        && ChangeOf(remembered) <= lastChange;

    /// <summary>What is to be remembered.</summary>
    public static Dictionary<string, string> Remember(string storeId, long change, string now, string built) => new(StringComparer.Ordinal)
    {
        [StoreKey] = storeId,
        [VersionKey] = StudyIndexSchema.Version,
        [ChangeKey] = change.ToString(CultureInfo.InvariantCulture),
        [TimeKey] = now,
        [BuiltKey] = built,
    };

    /// <summary>The moment as it is remembered: UTC, to the second.</summary>
    public static string Now(TimeProvider clock) => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The store and when the index of it was begun.</summary>
    public static string NameOf(IReadOnlyDictionary<string, string> remembered) => $"{remembered.GetValueOrDefault(StoreKey)} {remembered.GetValueOrDefault(BuiltKey)}";

    /// <summary>The number of the last change that is in the index.</summary>
    public static long ChangeOf(IReadOnlyDictionary<string, string> remembered) =>
        long.TryParse(remembered.GetValueOrDefault(ChangeKey), CultureInfo.InvariantCulture, out var change) ? change : 0;
}
