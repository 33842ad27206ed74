using System.Text.Json.Nodes;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Tests;

/// <summary>Records made for a test.</summary>
internal static class Made
{
    /// <summary>A record of a registry of which a test cares for some parts.</summary>
    public static StudyRecord Study(
        int number,
        string title = "A study",
        string? updated = "2025-01-01",
        string status = "RECRUITING",
        string? phase = null,
        IReadOnlyList<string>? conditions = null,
        IReadOnlyList<JsonObject>? sites = null,
        Action<JsonObject>? also = null)
    {
        var protocol = new JsonObject
        {
            ["identificationModule"] = new JsonObject { ["nctId"] = $"NCT{number:D8}", ["briefTitle"] = title },
            ["statusModule"] = new JsonObject { ["overallStatus"] = status },
            ["conditionsModule"] = new JsonObject { ["conditions"] = new JsonArray([.. (conditions ?? []).Select(condition => (JsonNode)condition)]) },
            ["designModule"] = new JsonObject { ["studyType"] = "INTERVENTIONAL" },
            ["contactsLocationsModule"] = new JsonObject { ["locations"] = new JsonArray([.. sites ?? []]) },
        };
        if (updated is not null)
            protocol["statusModule"]!["lastUpdatePostDateStruct"] = new JsonObject { ["date"] = updated };
        if (phase is not null)
            protocol["designModule"]!["phases"] = new JsonArray(phase);
        also?.Invoke(protocol);
        return StudyRecord.Parse(new JsonObject { ["protocolSection"] = protocol, ["hasResults"] = false }.ToJsonString());
    }

    /// <summary>A site of a study.</summary>
    public static JsonObject Site(string country, string? state, string city, string? facility, double? latitude = null, double? longitude = null)
    {
        var site = new JsonObject { ["city"] = city, ["country"] = country };
        if (state is not null)
            site["state"] = state;
        if (facility is not null)
            site["facility"] = facility;
        if (latitude is { } north && longitude is { } east)
            site["geoPoint"] = new JsonObject { ["lat"] = north, ["lon"] = east };
        return site;
    }
}
