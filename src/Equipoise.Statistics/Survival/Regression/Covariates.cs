namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The columns of a model: numbers, and indicators of the levels of factors.</summary>
public sealed class Covariates
{
    private readonly List<string> names = [];
    private readonly List<double[]> columns = [];

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names => names;

    internal IReadOnlyList<double[]> Columns => columns;

    /// <summary>Adds a number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its value in each row.</param>
    /// <exception cref="StatisticsException">A value is no finite number.</exception>
    public Covariates Add(string name, ReadOnlySpan<double> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]))
                throw new StatisticsException($"{name} is {values[row]:R} in row {row + 1}: a covariate is a number.");
        }

        names.Add(name);
        columns.Add(values.ToArray());
        return this;
    }

    /// <summary>Adds an indicator for every level of a factor but the first, named by the factor and the level together.</summary>
    public Covariates Add(Factor factor)
    {
        ArgumentNullException.ThrowIfNull(factor);
        for (var level = 1; level < factor.Levels.Count; level++)
        {
            names.Add(factor.Name + factor.Levels[level]);
            columns.Add(Array.ConvertAll(factor.Codes, code => code == level ? 1.0 : 0.0));
        }

        return this;
    }

    /// <summary>Adds the products of the columns of two sets, the first varying fastest: an interaction.</summary>
    public Covariates AddProducts(Covariates first, Covariates second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        for (var j = 0; j < second.names.Count; j++)
        {
            for (var i = 0; i < first.names.Count; i++)
            {
                names.Add($"{first.names[i]}:{second.names[j]}");
                columns.Add([.. first.columns[i].Zip(second.columns[j], (a, b) => a * b)]);
            }
        }

        return this;
    }
}
