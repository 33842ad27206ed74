using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.SearchBench;

/// <summary>What every peer indexes of a record: a line of <c>documents.tsv</c>.</summary>
/// <param name="Id">The study's id.</param>
/// <param name="Name">Its title as written.</param>
/// <param name="Texts">The words of title, conditions, interventions, keywords, summary and all the rest.</param>
/// <param name="Status">The overall status.</param>
/// <param name="Phases">The phases.</param>
/// <param name="Countries">The countries of its sites, each once.</param>
/// <param name="Updated">The day of its last change, as a number of days.</param>
/// <param name="Places">Latitude and longitude of its sites, each place once.</param>
internal sealed record BenchDocument(
    string Id, string Name, IReadOnlyList<string> Texts, string Status, IReadOnlyList<string> Phases, IReadOnlyList<string> Countries, int Updated, IReadOnlyList<(double Latitude, double Longitude)> Places)
{
    /// <summary>The names of <see cref="Texts"/>.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["title", "conditions", "interventions", "keywords", "summary", "rest"];

    /// <summary>What a word in each of <see cref="Fields"/> counts.</summary>
    public static IReadOnlyList<double> Weights { get; } = [3, 4, 3, 2, 1.5, 1];

    /// <summary>What is indexed of a record.</summary>
    public static BenchDocument Of(StudyRecord record) => new(
        record.Id.ToString(),
        record.Title,
        [
            Words.Tokens(record.Title),
            Tokens(record.Conditions),
            Tokens(record.InterventionDetails.SelectMany(intervention => intervention.OtherNames.Prepend(intervention.Name))),
            Tokens(record.Keywords),
            Words.Tokens(record.Summary ?? ""),
            Tokens(
            [
                record.OfficialTitle, record.DetailedDescription, record.EligibilityCriteria, .. record.InterventionDetails.Select(intervention => intervention.Description),
                .. record.PrimaryOutcomes.Concat(record.SecondaryOutcomes).SelectMany(outcome => (string?[])[outcome.Measure, outcome.Description, outcome.TimeFrame]),
                .. record.ConditionHeadings, .. record.ConditionAncestors, record.Sponsor, .. record.Officials.Select(official => official.Name), .. record.Sites.Select(site => $"{site.Facility} {site.City}"),
            ]),
        ],
        record.StatusCode ?? "UNKNOWN",
        (record.Phase ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries),
        [.. record.Sites.Select(site => site.Country).OfType<string>().Distinct(StringComparer.Ordinal)],
        record.LastUpdated?.First.DayNumber ?? 0,
        [.. record.Sites.Select(site => site.Point).OfType<GeoPoint>().Select(point => (point.Latitude, point.Longitude)).Distinct()]);

    public static IEnumerable<BenchDocument> Read(string folder) => File.ReadLines(Path.Combine(folder, "documents.tsv")).Select(Parse);

    public override string ToString()
    {
        var places = string.Join(';', Places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude},{place.Longitude}")));
        return string.Join('\t', [Id, Name.Replace('\t', ' ').Replace('\n', ' '), .. Texts, Status, string.Join('|', Phases), string.Join('|', Countries), Updated.ToString(CultureInfo.InvariantCulture), places]);
    }

    private static BenchDocument Parse(string line)
    {
        var cells = line.Split('\t');
        return new BenchDocument(cells[0], cells[1], cells[2..8], cells[8], Split(cells[9], '|'), Split(cells[10], '|'), Words.Whole(cells[11]), [.. Split(cells[12], ';').Select(Place)]);
    }

    private static string Tokens(IEnumerable<string?> texts) => string.Join(' ', texts.OfType<string>().Select(Words.Tokens).Where(tokens => tokens.Length > 0));

    private static string[] Split(string cell, char at) => cell.Split(at, StringSplitOptions.RemoveEmptyEntries);

    private static (double, double) Place(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return (double.Parse(text.AsSpan(0, comma), CultureInfo.InvariantCulture), double.Parse(text.AsSpan(comma + 1), CultureInfo.InvariantCulture));
    }
}
