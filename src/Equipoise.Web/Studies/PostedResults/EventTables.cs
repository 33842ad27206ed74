using System.Globalization;
using Equipoise.Registry.Records.Results;

namespace Equipoise.Web.Studies.PostedResults;

/// <summary>The harm that befell participants as tables: how many were harmed at all, and by what.</summary>
internal static class EventTables
{
    /// <summary>Deaths, serious and other events in total.</summary>
    public static ResultsTable Totals(AdverseEvents events)
    {
        var entries = events.Groups;
        IReadOnlyList<ResultGroup> groups = [.. entries.Select(entry => entry.Group)];
        return new ResultsTable("Participants with an event", groups,
        [
            Row("Deaths from any cause", groups, entries.Select(entry => entry.Deaths)),
            Row("Serious adverse events", groups, entries.Select(entry => entry.Serious)),
            Row("Other adverse events", groups, entries.Select(entry => entry.Other)),
        ]);
    }

    /// <summary>Events by the organ system they befall.</summary>
    public static ResultsTable Of(string caption, IReadOnlyList<AdverseEvent> events, IReadOnlyList<ResultGroup> groups)
    {
        var rows = new List<ResultsRow>();
        foreach (var system in events.GroupBy(adverse => adverse.OrganSystem ?? "Not stated", StringComparer.Ordinal))
        {
            rows.Add(ResultsRow.Heading(system.Key));
            foreach (var adverse in system)
            {
                var row = Row(adverse.Term ?? "Not named", groups, adverse.Counts);
                rows.Add(row with { Notes = adverse.Notes is { } notes ? [notes] : [], Detail = Detail(adverse) });
            }
        }

        return new ResultsTable(caption, groups, rows);
    }

    private static string? Detail(AdverseEvent adverse) =>
        string.Join(", ", Wording.Known(adverse.Vocabulary, adverse.Assessment)) is { Length: > 0 } detail ? detail : null;

    private static ResultsRow Row(string name, IReadOnlyList<ResultGroup> groups, IEnumerable<EventCount> counts) =>
        new(name, ResultsTable.InOrder(groups, counts.Select(count => (count.GroupId, Cell(count)))), []);

    // "3/137 (2.2%)", and how many events that were where it is more than people.
    private static string Cell(EventCount count)
    {
        if (count.Affected is not { } affected)
            return count.AtRisk is { } risk ? $"–/{risk}" : "";
        var share = count.AtRisk is { } atRisk and > 0 ? string.Create(CultureInfo.InvariantCulture, $"/{atRisk} ({100.0 * affected / atRisk:0.#}%)") : count.AtRisk is 0 ? "/0" : "";
        return count.Events is { } events ? $"{affected}{share}, {Wording.Count(events, "event", "events")}" : affected + share;
    }
}
