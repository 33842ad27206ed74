namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>A field of medicine: what it treats, whom, with what, and how it measures that.</summary>
internal sealed class Area
{
    public Area(IReadOnlyList<string[]> lines)
    {
        Name = lines[0][1];
        var of = lines.ToLookup(cells => cells[0], StringComparer.Ordinal);
        Ancestors = [.. of["ancestor"].Select(cells => new Mesh(cells[2], cells[1]))];
        var mesh = of["mesh"].Select(cells => new Mesh(cells[2], cells[1])).Single();
        Conditions = [.. of["condition"].Select(cells => new Condition(cells[1], cells.Length > 2 ? new Mesh(cells[3], cells[2]) : mesh))];
        Keywords = [.. of["keyword"].Select(cells => cells[1])];
        People = [.. of["people"].Select(cells => new People(cells[1], Age(cells[2]), Age(cells[3]), cells[4], cells.Length > 5))];
        Why = of["why"].Single()[1];
        New = [.. of["new"].Select(Treatment.From)];
        Known = [.. of["known"].Select(Treatment.From)];
        Acts = [.. of["act"].Select(Treatment.From)];
        Measures = [.. of["measure"].Select(MeasureIdea.From)];
        Include = [.. of["in"].Select(cells => cells[1])];
        Exclude = [.. of["out"].Select(cells => cells[1])];
        Countries = of["where"].Select(cells => cells[1]).ToHashSet(StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>The MeSH terms above those of the conditions.</summary>
    public IReadOnlyList<Mesh> Ancestors { get; }

    public IReadOnlyList<string> Keywords { get; }

    /// <summary>The groups of people who may be asked to take part.</summary>
    public IReadOnlyList<People> People { get; }

    /// <summary>A sentence about what is not solved.</summary>
    public string Why { get; }

    /// <summary>Invented treatments.</summary>
    public IReadOnlyList<Treatment> New { get; }

    /// <summary>Treatments that are on the market.</summary>
    public IReadOnlyList<Treatment> Known { get; }

    /// <summary>Treatments that are no medicine.</summary>
    public IReadOnlyList<Treatment> Acts { get; }

    public IReadOnlyList<MeasureIdea> Measures { get; }

    public IReadOnlyList<string> Include { get; }

    public IReadOnlyList<string> Exclude { get; }

    /// <summary>The only countries where it makes sense to study it; none where all do.</summary>
    public IReadOnlySet<string> Countries { get; }

    private static int? Age(string cell) => cell.Length > 0 ? (int)Words.Number(cell) : null;
}
