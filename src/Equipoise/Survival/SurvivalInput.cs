using System.CommandLine;
using System.Globalization;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Survival;

/// <summary>The rows of a file as an analysis takes them: those that miss no group, stratum, covariate, weight or id.</summary>
internal sealed class SurvivalInput
{
    private const int MostGroups = 100;
    private const int MostCurves = 1000;
    private const double LargestSum = 1e100;
    private readonly CsvTable table;
    private readonly LevelOrders levels;
    private readonly int[] rows;

    private SurvivalInput(ParseResult words, string[] covariates, string? censored = null)
    {
        var (time, ending) = (words.GetRequiredValue(SurvivalOptions.Time), words.GetRequiredValue(SurvivalOptions.Event));
        var (start, weights, id) = (words.GetValue(SurvivalOptions.Start), words.GetValue(SurvivalOptions.Weights), words.GetValue(SurvivalOptions.Id));
        var group = words.GetValue(SurvivalOptions.Group);
        string[] maybeMissing = [.. new[] { weights, id, group }.OfType<string>(), .. words.GetRequiredValue(SurvivalOptions.Strata), .. covariates.SelectMany(Factors)];
        table = CsvTable.Read(words.GetRequiredValue(SurvivalOptions.File), words.GetValue(SurvivalOptions.Delimiter), [time, ending, .. maybeMissing, .. new[] { start }.OfType<string>()]);
        levels = new LevelOrders(words, table);
        rows = [.. Enumerable.Range(0, table.Lines.Count).Where(row => maybeMissing.All(name => !CsvTable.IsMissing(table.Column(name)[row])))];
        Omitted = table.Lines.Count - rows.Length;
        var (times, events, starts) = Watched(time, start, new EventColumn(table, ending, words.GetValue(SurvivalOptions.EventValue), censored));
        if (rows.Length == 0)
            throw new TableException($"No row has a value in all of {string.Join(", ", maybeMissing)}: nothing is left to analyze.");
        Data = new SurvivalData(Kept(times), Kept(events), starts is null ? [] : Kept(starts), weights is null ? [] : Weights(weights));
        Group = group is null ? null : Factor(group);
        var strata = words.GetRequiredValue(SurvivalOptions.Strata).Select(Factor).ToList();
        Strata = Crossed(strata);
        Curves = Crossed([.. Group is null ? [] : (Factor[])[Group], .. strata]);
        Id = id is null ? null : Factor(id);
        Causes = censored is null ? null : CausesIn(ending, censored);
    }

    public SurvivalData Data { get; }

    public Factor? Group { get; }

    public Factor? Strata { get; }

    /// <summary>Groups and strata together: a survival curve each.</summary>
    public Factor? Curves { get; }

    public Factor? Id { get; }

    /// <summary>What ended each row, the censored as the first level, where events compete.</summary>
    public Factor? Causes { get; }

    /// <summary>How many rows were left out because they miss a value.</summary>
    public int Omitted { get; }

    /// <summary>Reads what the words name.</summary>
    /// <exception cref="TableException">The file is not such a table.</exception>
    /// <exception cref="Equipoise.Statistics.StatisticsException">Its rows are impossible.</exception>
    public static SurvivalInput Read(ParseResult words, params string[] covariates) => new(words, covariates);

    /// <summary>Reads rows whose event column names what ended them.</summary>
    /// <param name="words">The words.</param>
    /// <param name="censored">What it says for a censored row.</param>
    /// <exception cref="TableException">The file is not such a table.</exception>
    /// <exception cref="Equipoise.Statistics.StatisticsException">Its rows are impossible.</exception>
    public static SurvivalInput ReadCauses(ParseResult words, string censored) => new(words, [], censored);

    /// <summary>The columns of a model: numbers, indicators of factors, and products of those named with a colon between.</summary>
    /// <param name="terms">Their words.</param>
    /// <param name="withGroup">Whether the groups come before them.</param>
    public Covariates Covariates(IEnumerable<string> terms, bool withGroup)
    {
        var covariates = new Covariates();
        if (withGroup)
            Add(covariates, Group!.Name);
        foreach (var term in terms)
        {
            var factors = Factors(term);
            if (factors.Length == 1)
                Add(covariates, factors[0]);
            else
                covariates.AddProducts(Add(new Covariates(), factors[0]), Add(new Covariates(), factors[1]));
        }

        return covariates;
    }

    /// <summary>The group of each row with names such as <c>arm=1</c>, as curves and tests call it.</summary>
    public static IReadOnlyList<string> LabelsOf(Factor factor) => [.. factor.Levels.Select(level => $"{factor.Name}={level}")];

    private static Factor? Crossed(IReadOnlyList<Factor> factors) => factors.Count == 0 ? null : Equipoise.Statistics.Survival.Factor.Cross(factors);

    private static string[] Factors(string term)
    {
        var factors = term.Split(':', StringSplitOptions.TrimEntries);
        return factors.Length <= 2 && !factors.Contains("", StringComparer.Ordinal)
            ? factors
            : throw new TableException($"The covariate '{term}' is not understood: write a column, or two with a colon between for their interaction.");
    }

    /// <summary>Refuses groups so many that their comparison would be of no use and never end.</summary>
    /// <exception cref="TableException">There are more than can be compared.</exception>
    public static Factor Compared(Factor groups) => groups.Levels.Count <= MostGroups
        ? groups
        : throw new TableException($"{groups.Name} has {groups.Levels.Count} different values, and at most {MostGroups} groups are compared: name another column, or join values.");

    /// <summary>Refuses curves so many that nobody could look at them, such as of a column of times named as the group.</summary>
    /// <exception cref="TableException">There are more than are drawn.</exception>
    public SurvivalInput Drawn() => Curves is not { Levels.Count: > MostCurves } curves
        ? this
        : throw new TableException($"{curves.Name} has {curves.Levels.Count} different values, and at most {MostCurves} curves are drawn: name another column, or join values.");

    private Covariates Add(Covariates covariates, string column) =>
        IsFactor(column) ? covariates.Add(Compared(Factor(column))) : covariates.Add(column, Array.ConvertAll(rows, row => table.Number(column, row)));

    // A text among numbers is a slip of the pen; a column of texts is a factor.
    private bool IsFactor(string column) =>
        levels.Of(column) is not null || 2 * rows.Count(row => double.TryParse(table.Column(column)[row], NumberStyles.Float, CultureInfo.InvariantCulture, out _)) < rows.Length;

    private Factor CausesIn(string column, string censored)
    {
        var found = table.Column(column);
        // One number written in two ways is one cause.
        var (written, oneOf) = (new List<string> { censored }, new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            if (oneOf.ContainsKey(found[row]))
                continue;
            if (written.Find(known => EventColumn.IsAnotherSpelling(found[row], known)) is { } other)
                throw new TableException($"{column} is {CsvTable.Quote(found[row])} on line {table.Lines[row]}, which differs from '{other}' by capitals or blanks alone: write one of them.");
            oneOf[found[row]] = written.Find(known => EventColumn.Same(found[row], known)) ?? found[row];
            if (written.Count > MostGroups)
                throw new TableException($"{column} has more than {MostGroups} different values: name the column that tells what ended each row.");
            if (!written.Contains(oneOf[found[row]], StringComparer.Ordinal))
                written.Add(oneOf[found[row]]);
        }

        var values = Array.ConvertAll(rows, row => oneOf[found[row]]);
        var causes = (levels.Of(column) ?? values.Distinct(StringComparer.Ordinal)).Where(value => !EventColumn.Same(value, censored));
        return Equipoise.Statistics.Survival.Factor.Of(column, values, [censored, .. causes]);
    }

    /// <summary>The factor of a column.</summary>
    /// <exception cref="TableException">Its values are not those that the words name.</exception>
    public Factor Factor(string column) => levels.Factor(table, rows, column);

    // A time or an event that is missing is a hole in the data and not a value to leave out, whatever else the row has.
    private (double[] Times, bool[] Events, double[]? Starts) Watched(string time, string? start, EventColumn ending)
    {
        var times = Enumerable.Range(0, table.Lines.Count).Select(row => Time(time, row)).ToArray();
        var starts = start is null ? null : Enumerable.Range(0, times.Length).Select(row => Time(start, row)).ToArray();
        for (var row = 0; row < times.Length; row++)
        {
            if (starts is not null && starts[row] >= times[row])
                throw new TableException($"{start} is {table.Column(start!)[row]} and {time} is {table.Column(time)[row]} on line {table.Lines[row]}: a row must end after it starts.");
        }

        return (times, ending.Read(), starts);
    }

    private double Time(string column, int row)
    {
        if (CsvTable.IsMissing(table.Column(column)[row]))
            throw new TableException($"{column} is missing on line {table.Lines[row]}: fill it in, or take the line out.");
        var time = table.Number(column, row);
        return time >= 0 ? time : throw new TableException($"{column} is {table.Column(column)[row]} on line {table.Lines[row]}: a time cannot be negative.");
    }

    private double[] Weights(string column)
    {
        var weights = Array.ConvertAll(rows, row => table.Number(column, row) is var weight and >= 0
            ? weight
            : throw new TableException($"{column} is {table.Column(column)[row]} on line {table.Lines[row]}: a weight cannot be negative."));
        return weights.Sum() is > 0 and <= LargestSum
            ? weights
            : throw new TableException($"The weights in {column} sum to {weights.Sum().ToString("R", CultureInfo.InvariantCulture)}: write weights whose sum is above 0 and at most {LargestSum.ToString("R", CultureInfo.InvariantCulture)}.");
    }

    private T[] Kept<T>(T[] values) => rows.Length == values.Length ? values : Array.ConvertAll(rows, row => values[row]);
}
