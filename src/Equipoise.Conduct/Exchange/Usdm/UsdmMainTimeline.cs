using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Equipoise.Conduct.Exchange.Usdm;

/// <summary>Works out on which day each visit of the main timeline is: USDM says of each how long before or after another instance it comes, up to one that is
/// the fixed reference (USDM 4.0, classes ScheduleTimeline, ScheduledActivityInstance and Timing).</summary>
internal sealed partial class UsdmMainTimeline
{
    private const int MostLinks = 1000;
    private readonly Dictionary<string, JsonElement> instances;
    private readonly Dictionary<string, JsonElement> timings;

    private UsdmMainTimeline(JsonElement timeline)
    {
        instances = UsdmReader.List(timeline, "instances").DistinctBy(IdOf, StringComparer.Ordinal).ToDictionary(IdOf, StringComparer.Ordinal);
        timings = UsdmReader.List(timeline, "timings").Where(timing => UsdmReader.Optional(timing, "relativeFromScheduledInstanceId") is not null)
            .DistinctBy(timing => UsdmReader.Optional(timing, "relativeFromScheduledInstanceId"), StringComparer.Ordinal)
            .ToDictionary(timing => UsdmReader.Optional(timing, "relativeFromScheduledInstanceId")!, StringComparer.Ordinal);
    }

    /// <summary>The visits, in the order of the file.</summary>
    public static IReadOnlyList<UsdmVisit> Visits(JsonElement design)
    {
        var timelines = UsdmReader.List(design, "scheduleTimelines");
        var main = timelines.Find(timeline => timeline.TryGetProperty("mainTimeline", out var isMain) && isMain.ValueKind == JsonValueKind.True);
        if (main.ValueKind != JsonValueKind.Object)
            return [];
        var encounters = UsdmReader.List(design, "encounters").DistinctBy(IdOf, StringComparer.Ordinal).ToDictionary(IdOf, UsdmReader.Label, StringComparer.Ordinal);
        var epochs = UsdmReader.List(design, "epochs").DistinctBy(IdOf, StringComparer.Ordinal).ToDictionary(IdOf, epoch => UsdmReader.Decode(epoch, "type"), StringComparer.Ordinal);
        var read = new UsdmMainTimeline(main);
        return
        [
            .. from instance in UsdmReader.List(main, "instances")
               let encounter = UsdmReader.Optional(instance, "encounterId")
               where encounter is not null && encounters.ContainsKey(encounter)
               select read.Visit(instance, encounters[encounter], epochs.GetValueOrDefault(UsdmReader.Optional(instance, "epochId") ?? "", "")),
        ];
    }

    /// <summary>Whole days of an ISO 8601 duration of days and weeks; null for years and months, whose days differ. Hours make no day.</summary>
    internal static int? Days(string? duration)
    {
        if (duration is null || Duration().Match(duration) is not { Success: true } match)
            return null;
        int Number(string name) => match.Groups[name] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        return (7 * Number("weeks")) + Number("days");
    }

    private static string IdOf(JsonElement item) => UsdmReader.Optional(item, "id") ?? "";

    private UsdmVisit Visit(JsonElement instance, string label, string epoch)
    {
        var (reference, day) = PlaceOf(IdOf(instance), 0);
        var timing = timings.GetValueOrDefault(IdOf(instance));
        var (before, after) = timing.ValueKind == JsonValueKind.Object ? (Days(UsdmReader.Optional(timing, "windowLower")) ?? 0, Days(UsdmReader.Optional(timing, "windowUpper")) ?? 0) : (0, 0);
        return new UsdmVisit(UsdmReader.Optional(instance, "name") ?? label, label, epoch, reference, day, before, after, [.. UsdmReader.List(instance, "activityIds").Select(id => id.GetString()).OfType<string>()]);
    }

    private (string? Reference, int? Day) PlaceOf(string id, int links)
    {
        if (links > MostLinks || !timings.TryGetValue(id, out var timing))
            return (null, null);
        var type = UsdmReader.Decode(timing, "type");
        if (type is "Fixed Reference")
            return (instances.TryGetValue(id, out var fixedAt) ? UsdmReader.Optional(fixedAt, "name") : null, 0);
        if (UsdmReader.Optional(timing, "relativeToScheduledInstanceId") is not { } to || Days(UsdmReader.Optional(timing, "value")) is not { } length)
            return (null, null);
        var (reference, day) = PlaceOf(to, links + 1);
        return (reference, day + (type is "Before" ? -length : length));
    }

    [GeneratedRegex(@"^P(?:(?<weeks>\d{1,4})W)?(?:(?<days>\d{1,5})D)?(?:T[\dHMS]+)?\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Duration();
}
