using System.Globalization;
using Equipoise.Registry.Records.Results;

namespace Equipoise.Web.Studies.PostedResults;

/// <summary>A measure's numbers as a table.</summary>
internal static class MeasureTable
{
    private const string People = "Participants";

    /// <summary>The table of a measure.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="shown">How many were analyzed in each, where the table shall say so.</param>
    /// <param name="denominators">How many were analyzed in each.</param>
    public static ResultsTable Of(Measure measure, IReadOnlyList<ResultGroup> groups, IReadOnlyList<Denominator> shown, IReadOnlyList<Denominator> denominators)
    {
        var rows = shown.Select(denominator => Analyzed(denominator, groups)).ToList();
        foreach (var part in measure.Classes)
        {
            // A class with one unnamed category is a row; with several it is a heading over them.
            var isRow = part.Categories is [{ Title: null }];
            if (part.Title is { } title && !isRow)
                rows.Add(ResultsRow.Heading(title));
            rows.AddRange(part.Denominators.Select(denominator => Analyzed(denominator, groups, isRow ? part.Title : null)));
            var counted = Select(part.Denominators.Count > 0 ? part.Denominators : denominators, measure.DenominatorUnits);
            rows.AddRange(part.Categories.Select(category => Row(isRow ? part.Title : category.Title, category, measure, groups, counted)));
        }

        return new ResultsTable(Caption(measure), groups, rows);
    }

    /// <summary>How many were analyzed at the start.</summary>
    public static ResultsTable OfAnalyzed(Baseline baseline) =>
        new("Analyzed", baseline.Groups, [.. baseline.Denominators.Select(denominator => Analyzed(denominator, baseline.Groups))]);

    /// <summary>What the numbers are: "Mean (Standard Deviation), years".</summary>
    public static string Caption(Measure measure)
    {
        var parameter = measure.Dispersion is { } spread and not "Not Applicable" ? $"{measure.Parameter} ({spread})" : measure.Parameter;
        return string.Join(", ", new[] { parameter, measure.Unit }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase));
    }

    private static ResultsRow Analyzed(Denominator denominator, IReadOnlyList<ResultGroup> groups, string? of = null) => new(
        string.Join(": ", new[] { of, $"{denominator.Units ?? People} analyzed" }.OfType<string>()),
        ResultsTable.InOrder(groups, denominator.Counts.Select(count => (count.GroupId, count.Value ?? ""))),
        []);

    private static ResultsRow Row(string? name, MeasureCategory category, Measure measure, IReadOnlyList<ResultGroup> groups, Denominator? counted) => new(
        name ?? measure.Title ?? "All",
        ResultsTable.InOrder(groups, category.Measurements.Select(measurement => (measurement.GroupId, Cell(measurement, measure, counted)))),
        [.. category.Measurements.Select(measurement => measurement.Comment).OfType<string>()]);

    private static string Cell(Measurement measurement, Measure measure, Denominator? counted)
    {
        var value = measurement.Value ?? "";
        var spread = (measurement.Spread, measurement.Lower, measurement.Upper) switch
        {
            ({ } one, null, null) => $" ({one})",
            ({ } one, _, _) => $" ({one}; {measurement.Lower} to {measurement.Upper})",
            (null, null, null) => "",
            _ => $" ({measurement.Lower} to {measurement.Upper})",
        };
        return value + spread + (measure.ShowsPercent ? Percent(measurement, counted) : "");
    }

    private static string Percent(Measurement measurement, Denominator? counted) =>
        long.TryParse(measurement.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var part) &&
        long.TryParse(counted?.Counts.FirstOrDefault(count => string.Equals(count.GroupId, measurement.GroupId, StringComparison.Ordinal))?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) &&
        whole > 0 && part <= whole
            ? string.Create(CultureInfo.InvariantCulture, $" ({100.0 * part / whole:0.#}%)")
            : "";

    private static Denominator? Select(IReadOnlyList<Denominator> denominators, string? units) =>
        denominators.FirstOrDefault(denominator => string.Equals(denominator.Units, units ?? People, StringComparison.OrdinalIgnoreCase)) ?? (denominators is [var only] ? only : null);
}
