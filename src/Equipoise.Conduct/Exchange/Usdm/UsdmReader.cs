using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>Reads study definitions in the JSON of CDISC's Unified Study Definitions Model, version 4.</summary>
public static partial class UsdmReader
{
    private const int MillisecondsForMarkup = 10_000;

    /// <summary>Reads a study with one version and one design, the first of each where there are more.</summary>
    /// <exception cref="ExchangeException">It is not JSON, or not USDM 4, or a reference leads nowhere.</exception>
    public static UsdmStudy Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException failure)
        {
            throw new ExchangeException($"Line {failure.LineNumber + 1}: this is not JSON: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static UsdmStudy Read(JsonElement root)
    {
        var usdm = Text(root, "usdmVersion", "the file");
        if (!usdm.StartsWith("4.", StringComparison.Ordinal))
            throw new ExchangeException($"The file is USDM {usdm}; version 4 is read.");
        var study = Object(root, "study", "the file");
        var version = First(study, "versions", "the study");
        var design = First(version, "studyDesigns", "the version");
        RefuseLooseEnds(design);
        var texts = List(version, "eligibilityCriterionItems").ToDictionary(item => Text(item, "id", "a criterion"), item => Plain(Text(item, "text", "a criterion")), StringComparer.Ordinal);
        return new UsdmStudy
        {
            Name = Text(study, "name", "the study"),
            Title = List(version, "titles").OrderBy(title => Decode(title, "type").Contains("Official", StringComparison.Ordinal) ? 1 : 0).Select(title => Optional(title, "text")).FirstOrDefault(title => title is not null),
            Identifiers = [.. List(version, "studyIdentifiers").Select(identifier => Optional(identifier, "text")).OfType<string>()],
            Masking = design.TryGetProperty("blindingSchema", out var blinding) && blinding.ValueKind == JsonValueKind.Object && Decode(blinding, "standardCode") is { Length: > 0 } words ? words : null,
            Date = List(version, "dateValues").Select(date => DateOnly.TryParseExact(Optional(date, "dateValue"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).FirstOrDefault(day => day is not null),
            Visits = UsdmMainTimeline.Visits(design),
            Doses = Doses(version, design),
            Populations = [.. List(design, "analysisPopulations").Select(set => new UsdmNamed(Text(set, "id", "a population"), Plain(Text(set, "text", "a population")), "") { Code = Optional(set, "label") is { Length: > 0 } label ? label : Optional(set, "name") })],
            Version = Text(version, "versionIdentifier", "the version"),
            UsdmVersion = usdm,
            Enrollment = design.TryGetProperty("population", out var population) && population.ValueKind == JsonValueKind.Object && population.TryGetProperty("plannedEnrollmentNumber", out var planned) ? Quantity(planned) : null,
            Arms = Named(design, "arms", "type"),
            Epochs = Named(design, "epochs", "type"),
            Cells = List(design, "studyCells").Count,
            Encounters = Named(design, "encounters", "type"),
            Activities = Named(design, "activities", ""),
            Timings = [.. List(design, "scheduleTimelines").SelectMany(timeline => List(timeline, "timings")).Select(ReadTiming)],
            Criteria =
            [
                .. List(design, "eligibilityCriteria").Select(criterion => new UsdmNamed(
                    Text(criterion, "id", "a criterion"),
                    texts.GetValueOrDefault(Text(criterion, "criterionItemId", "a criterion")) ?? throw Loose("EligibilityCriterion", Text(criterion, "criterionItemId", "a criterion")),
                    Decode(criterion, "category")) { Code = Optional(criterion, "identifier") }),
            ],
            Endpoints = [.. List(design, "objectives").SelectMany(objective => List(objective, "endpoints")).Select(endpoint => new UsdmNamed(Text(endpoint, "id", "an endpoint"), Plain(Text(endpoint, "text", "an endpoint")), Decode(endpoint, "level")) { Code = Optional(endpoint, "label") is { Length: > 0 } label ? label : null })],
            Interventions = Named(version, "studyInterventions", "role"),
        };
    }

    // An arm gives what the elements of its cells name.
    private static List<UsdmDose> Doses(JsonElement version, JsonElement design)
    {
        var given = List(design, "elements").ToDictionary(element => Text(element, "id", "an element"), element => Strings(element, "studyInterventionIds").ToList(), StringComparer.Ordinal);
        var cells = List(design, "studyCells").Select(cell => (Arm: Text(cell, "armId", "a cell"), Given: Strings(cell, "elementIds").SelectMany(element => given.GetValueOrDefault(element ?? "") ?? []).ToList())).ToList();
        return
        [
            .. from intervention in List(version, "studyInterventions")
               let id = Text(intervention, "id", "an intervention")
               from administration in List(intervention, "administrations")
               select new UsdmDose(
                   Text(intervention, "name", "an intervention"),
                   Label(intervention),
                   [.. cells.Where(cell => cell.Given.Contains(id, StringComparer.Ordinal)).Select(cell => cell.Arm).Distinct(StringComparer.Ordinal)],
                   administration.TryGetProperty("dose", out var dose) && dose.ValueKind == JsonValueKind.Object && dose.TryGetProperty("value", out var amount) && amount.ValueKind == JsonValueKind.Number && amount.TryGetDecimal(out var number) ? number : null,
                   dose.ValueKind == JsonValueKind.Object && dose.TryGetProperty("unit", out var unit) ? Coded(unit).Words : "",
                   administration.TryGetProperty("route", out var route) ? Coded(route).Words.Replace(" Route of Administration", "", StringComparison.Ordinal).ToLowerInvariant() : "",
                   administration.TryGetProperty("frequency", out var frequency) ? Coded(frequency) : ("", "")),
        ];
    }

    private static (string Code, string Words) Coded(JsonElement alias) =>
        alias.ValueKind == JsonValueKind.Object && alias.TryGetProperty("standardCode", out var code) && code.ValueKind == JsonValueKind.Object
            ? (Optional(code, "code") ?? "", Optional(code, "decode") ?? "")
            : ("", "");

    private static UsdmTiming ReadTiming(JsonElement timing) => new(
        Label(timing),
        Decode(timing, "type"),
        Text(timing, "value", "a timing"),
        Optional(timing, "windowLower"),
        Optional(timing, "windowUpper"));

    // Cells, timelines and timings hang by ids: one that leads nowhere makes the file mean something else than it says.
    private static void RefuseLooseEnds(JsonElement design)
    {
        var known = ((string[])["arms", "epochs", "elements", "encounters", "activities"]).SelectMany(name => List(design, name)).Select(item => Text(item, "id", "a part"))
            .Concat(List(design, "scheduleTimelines").SelectMany(timeline => List(timeline, "instances")).Select(instance => Text(instance, "id", "an instance")))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var cell in List(design, "studyCells"))
            Check("StudyCell", [Text(cell, "armId", "a cell"), Text(cell, "epochId", "a cell"), .. Strings(cell, "elementIds")]);
        foreach (var timeline in List(design, "scheduleTimelines"))
        {
            foreach (var instance in List(timeline, "instances"))
                Check("ScheduledActivityInstance", [.. Strings(instance, "activityIds"), Optional(instance, "encounterId"), Optional(instance, "epochId")]);
            foreach (var timing in List(timeline, "timings"))
                Check("Timing", [Optional(timing, "relativeFromScheduledInstanceId"), Optional(timing, "relativeToScheduledInstanceId")]);
        }

        void Check(string what, IEnumerable<string?> ids)
        {
            if (ids.FirstOrDefault(id => id is not null && !known.Contains(id)) is { } stray)
                throw Loose(what, stray);
        }
    }

    private static ExchangeException Loose(string what, string id) => new($"A {what} refers to '{id}', which the file does not define.");

    private static List<UsdmNamed> Named(JsonElement parent, string name, string kind) =>
        [.. List(parent, name).Select(item => new UsdmNamed(Text(item, "id", name), Label(item), kind.Length == 0 ? "" : Decode(item, kind)) { Code = Optional(item, "name") })];

    internal static string Label(JsonElement item) => Optional(item, "label") is { Length: > 0 } label ? label : Text(item, "name", "a part");

    internal static string Decode(JsonElement item, string name) => item.TryGetProperty(name, out var code) && code.ValueKind == JsonValueKind.Object ? Optional(code, "decode") ?? "" : "";

    private static JsonElement Object(JsonElement parent, string name, string what) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : throw new ExchangeException($"In {what} there is no {name}.");

    private static JsonElement First(JsonElement parent, string name, string what) => List(parent, name) is [{ ValueKind: JsonValueKind.Object } first, ..] ? first : throw new ExchangeException($"In {what} the list {name} is empty.");

    internal static List<JsonElement> List(JsonElement parent, string name) => parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static IEnumerable<string?> Strings(JsonElement parent, string name) => List(parent, name).Select(item => item.GetString());

    private static string Text(JsonElement parent, string name, string what) =>
        parent.ValueKind == JsonValueKind.Object ? Optional(parent, name) ?? throw new ExchangeException($"In {what} there is no {name}.") : throw new ExchangeException($"The place of {what} holds no object.");

    internal static string? Optional(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Quantity(JsonElement quantity) => quantity.ValueKind == JsonValueKind.Object && quantity.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number && value.GetDouble() is >= 0 and < int.MaxValue and var number ? (int)number : null;

    // A tag stands for a value that is kept elsewhere: its name stays.
    private static string Plain(string markup) => WebUtility.HtmlDecode(Tag().Replace(Parameter().Replace(markup, "[${name}]"), " ")).Trim();

    [GeneratedRegex("<usdm:tag name=\"(?<name>\\w+)\"\\s*/?>", RegexOptions.ExplicitCapture, MillisecondsForMarkup)]
    private static partial Regex Parameter();

    [GeneratedRegex("<[^<>]*>", RegexOptions.None, MillisecondsForMarkup)]
    private static partial Regex Tag();
}
