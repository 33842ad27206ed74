using System.Text.Json;
using AngleSharp.Dom;
using Equipoise.Registry.Reading;

namespace Equipoise.Web.Tests;

/// <summary>Lays a record beside its page: which of its texts does the page not show?</summary>
public static class RecordWords
{
    // Shown as a label, as a date in words, or for programs only; everything else is shown as it is.
    private static readonly string[] NotAsTheyAre =
    [
        "type", "class", "status", "statusForNctId", "role", "sex", "phases", "studyType", "stdAges", "minimumAge", "maximumAge", "date", "masking", "whoMasked", "allocation",
        "interventionModel", "primaryPurpose", "observationalModel", "timePerspective", "samplingMethod", "retention", "ipdSharing", "infoTypes",
        "overallStatus", "lastKnownStatus", "id", "groupId", "groupIds", "paramType", "dispersionType", "reportingStatus", "calculatePct", "assessmentType",
        "ciNumSides", "nonInferiorityType", "restrictionType", "statusVerifiedDate", "uploadDate", "typeAbbrev", "denomUnitsSelected", "typeUnitsAnalyzed",
        "oldNameTitle", "oldOrganization", "link",
    ];

    /// <summary>The texts that are missing, each with its path. Markup is shown as paragraphs and items, so that each is looked
    /// for by itself, without its mark.</summary>
    public static IReadOnlyList<string> MissingFrom(IParentNode page, string record)
    {
        var shown = Letters(page.QuerySelector("main")!.TextContent);
        using var document = JsonDocument.Parse(record);
        var missing = new List<string>();
        foreach (var section in (string[])["protocolSection", "resultsSection", "documentSection"])
        {
            if (document.RootElement.TryGetProperty(section, out var part))
                Walk(part, section, section, shown, missing);
        }

        return missing;
    }

    private static void Walk(JsonElement part, string name, string path, string shown, List<string> missing)
    {
        switch (part.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in part.EnumerateObject().Where(member => !NotAsTheyAre.Contains(member.Name) && !member.Name.EndsWith("Date", StringComparison.Ordinal)))
                    Walk(member.Value, member.Name, $"{path}.{member.Name}", shown, missing);
                break;
            case JsonValueKind.Array:
                foreach (var item in part.EnumerateArray())
                    Walk(item, name, path, shown, missing);
                break;
            case JsonValueKind.String:
                var text = part.GetString()!;
                if (!shown.Contains(Letters(text), StringComparison.Ordinal))
                    missing.AddRange(MarkupReader.Read(text).Texts().Where(run => !shown.Contains(Letters(run), StringComparison.Ordinal)).Select(run => $"{path}: {run}"));
                break;
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
