namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>What synthetic studies are made of, read from the files under <c>Words</c>.</summary>
/// <remarks>MeSH terms and their ids, names and addresses of cities, and names of medicines on the market are facts. The
/// sentences are ours; sponsors, hospitals, people and the treatments under test are invented.</remarks>
internal sealed class Words
{
    private readonly Dictionary<string, IReadOnlyList<string>> phrases = Cells("phrases").GroupBy(cells => cells[0], cells => cells[1], StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, IReadOnlyList<string> (kind) => [.. kind], StringComparer.Ordinal);

    public Words()
    {
        Areas = [.. ReadAreas()];
        Cities = [.. Cells("cities").Select(cells => new City(cells[0], OrNull(cells[1]), OrNull(cells[2]), cells[3], cells[4], Number(cells[5]), Number(cells[6])))];
        Sponsors = [.. Cells("sponsors").Select(cells => new Funder(cells[0], cells[1], cells[2]))];
        Events = [.. Cells("events").Select(cells => new EventTerm(cells[0] is "serious", cells[1], cells[2], (int)Number(cells[3])))];
    }

    public IReadOnlyList<Area> Areas { get; }

    public IReadOnlyList<City> Cities { get; }

    public IReadOnlyList<Funder> Sponsors { get; }

    public IReadOnlyList<EventTerm> Events { get; }

    /// <summary>All phrases of a kind.</summary>
    public IReadOnlyList<string> Phrases(string kind) => phrases[kind];

    private static IEnumerable<Area> ReadAreas()
    {
        var lines = new List<string[]>();
        foreach (var cells in Cells("areas"))
        {
            if (cells[0] is "area" && lines.Count > 0)
            {
                yield return new Area(lines);
                lines.Clear();
            }

            lines.Add(cells);
        }

        yield return new Area(lines);
    }

    private static IEnumerable<string[]> Cells(string name)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"synthetic/{name}.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t');
    }

    internal static string? OrNull(string cell) => cell.Length > 0 ? cell : null;

    internal static double Number(string cell) => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture);
}
