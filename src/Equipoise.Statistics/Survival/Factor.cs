namespace Equipoise.Statistics.Survival;

/// <summary>A variable that sorts rows into named groups: treatment arms, strata, sites.</summary>
public sealed class Factor
{
    /// <summary>A factor of codes that point at labels.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="levels">The groups' labels, the reference first.</param>
    /// <param name="codes">For each row, the index of its level.</param>
    /// <exception cref="ArgumentOutOfRangeException">A code points at no level.</exception>
    public Factor(string name, IReadOnlyList<string> levels, int[] codes)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(codes);
        foreach (var code in codes)
        {
            if ((uint)code >= (uint)levels.Count)
                throw new ArgumentOutOfRangeException(nameof(codes), code, $"{name} has {levels.Count} levels.");
        }

        (Name, Levels, Codes) = (name, levels, codes);
    }

    /// <summary>The variable's name.</summary>
    public string Name { get; }

    /// <summary>The labels, the reference first.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>For each row, the index of its level.</summary>
    public IReadOnlyList<int> CodeOfRow => Codes;

    internal int[] Codes { get; }

    /// <summary>A factor of texts.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="values">The value of each row.</param>
    /// <param name="levels">The levels in their order; without them, the order of first appearance.</param>
    /// <exception cref="StatisticsException">A value is no level.</exception>
    public static Factor Of(string name, IReadOnlyList<string> values, IReadOnlyList<string>? levels = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (known, codes) = (new Dictionary<string, int>(StringComparer.Ordinal), new int[values.Count]);
        foreach (var level in levels ?? [])
            known.TryAdd(level, known.Count);
        for (var row = 0; row < codes.Length; row++)
        {
            if (!known.TryGetValue(values[row], out codes[row]))
            {
                if (levels is not null)
                    throw new StatisticsException($"{name} is '{values[row]}' in row {row + 1}, which is not among its levels {string.Join(", ", levels)}: add it to the levels, or leave them out.");
                codes[row] = known.Count;
                known.Add(values[row], codes[row]);
            }
        }

        return new Factor(name, [.. known.Keys], codes);
    }

    /// <summary>All combinations of several factors that occur, the last varying fastest: <c>arm=1, sex=2</c>.</summary>
    /// <exception cref="ArgumentException">There is no factor, or they have different numbers of rows.</exception>
    public static Factor Cross(IReadOnlyList<Factor> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        if (factors.Count == 0 || factors.Any(factor => factor.Codes.Length != factors[0].Codes.Length))
            throw new ArgumentException("Factors to cross have the same rows.", nameof(factors));
        var codes = new int[factors[0].Codes.Length];
        var labels = (IEnumerable<string>)[""];
        foreach (var factor in factors)
        {
            labels = labels.SelectMany(label => factor.Levels.Select(level => $"{label}{(label.Length > 0 ? ", " : "")}{factor.Name}={level}"));
            for (var row = 0; row < codes.Length; row++)
                codes[row] = (codes[row] * factor.Levels.Count) + factor.Codes[row];
        }

        return new Factor(string.Join(", ", factors.Select(factor => factor.Name)), [.. labels], codes).WithoutEmptyLevels();
    }

    /// <summary>The same rows, without the levels that none of them has.</summary>
    public Factor WithoutEmptyLevels()
    {
        var used = new bool[Levels.Count];
        foreach (var code in Codes)
            used[code] = true;
        if (used.All(isUsed => isUsed))
            return this;
        var (newCode, levels) = (new int[Levels.Count], new List<string>());
        for (var level = 0; level < used.Length; level++)
        {
            newCode[level] = levels.Count;
            if (used[level])
                levels.Add(Levels[level]);
        }

        return new Factor(Name, levels, Array.ConvertAll(Codes, code => newCode[code]));
    }

    /// <summary>The factor of some of the rows; all levels stay.</summary>
    public Factor Of(IReadOnlyList<int> rows) => new(Name, Levels, [.. rows.Select(row => Codes[row])]);
}
