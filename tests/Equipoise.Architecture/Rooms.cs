namespace Equipoise.Architecture;

/// <summary>The rooms of the house and the doors between them: ARCHITECTURE.md as a table.</summary>
internal static class Rooms
{
    /// <summary>Each room under <c>src</c> and the rooms it may use.</summary>
    public static IReadOnlyDictionary<string, string[]> MayUse { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Equipoise.Search"] = [],
        ["Equipoise.Storage"] = [],
        ["Equipoise.Registry"] = ["Equipoise.Search", "Equipoise.Storage"],
        ["Equipoise.Eligibility"] = [],
        ["Equipoise.Statistics"] = [],
        ["Equipoise.Protocols"] = ["Equipoise.Eligibility"],
        ["Equipoise.Conduct"] = ["Equipoise.Protocols", "Equipoise.Eligibility", "Equipoise.Storage"],
        ["Equipoise.Analysis"] = ["Equipoise.Conduct", "Equipoise.Protocols", "Equipoise.Statistics", "Equipoise.Storage"],
        ["Equipoise.Web"] = ["Equipoise.Search", "Equipoise.Storage", "Equipoise.Registry", "Equipoise.Eligibility", "Equipoise.Statistics", "Equipoise.Protocols", "Equipoise.Conduct", "Equipoise.Analysis"],
        ["Equipoise"] = ["Equipoise.Search", "Equipoise.Storage", "Equipoise.Registry", "Equipoise.Eligibility", "Equipoise.Statistics", "Equipoise.Protocols", "Equipoise.Conduct", "Equipoise.Analysis", "Equipoise.Web"],
    };

    public static TheoryData<string> Names => [.. MayUse.Keys];
}
