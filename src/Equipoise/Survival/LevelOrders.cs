using System.CommandLine;
using Equipoise.Statistics.Survival;

namespace Equipoise.Survival;

/// <summary>The orders of values that <c>--levels</c> gives, and the factors they make.</summary>
internal sealed class LevelOrders
{
    private readonly Dictionary<string, string[]> orders = new(StringComparer.Ordinal);

    /// <summary>Takes the orders from the words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="table">The file, which has the columns.</param>
    /// <exception cref="TableException">An order is for a column that is not there, or has a value twice or none.</exception>
    public LevelOrders(ParseResult words, CsvTable table)
    {
        foreach (var order in words.GetRequiredValue(SurvivalOptions.Levels).Select(level => level.Split('=', 2)))
        {
            if (!table.Header.Contains(order[0], StringComparer.Ordinal))
                throw new TableException($"--levels orders the values of {CsvTable.Quote(order[0])}, but there is no such column: there are {table.HeaderShown}.");
            var values = order[1].Split(',', StringSplitOptions.TrimEntries);
            if (values.Contains("", StringComparer.Ordinal) || values.Distinct(StringComparer.Ordinal).Count() < values.Length)
                throw new TableException($"--levels {order[0]}={order[1]} has a value twice or an empty one: write each value of {order[0]} once.");
            orders[order[0]] = values;
        }
    }

    /// <summary>The order of a column, if one is given.</summary>
    public string[]? Of(string column) => orders.GetValueOrDefault(column);

    /// <summary>The factor of a column.</summary>
    /// <exception cref="TableException">The column has values that its order does not have.</exception>
    public Factor Factor(CsvTable table, int[] rows, string column)
    {
        var values = Array.ConvertAll(rows, row => table.Column(column)[row]);
        if (orders.TryGetValue(column, out var known))
        {
            if (Array.FindIndex(values, value => !known.Contains(value, StringComparer.Ordinal)) is var stranger and >= 0)
                throw new TableException($"{column} is {CsvTable.Quote(values[stranger])} on line {table.Lines[rows[stranger]]}, which is not among --levels {column}={string.Join(',', known)}: add it there.");
        }

        return Equipoise.Statistics.Survival.Factor.Of(column, values, known).WithoutEmptyLevels();
    }
}
