namespace Equipoise.Registry.Tests.Essie;

/// <summary>Makes up expressions that are nearly right: whole ones of every kind, cut, joined, repeated and spoiled in places.</summary>
/// <remarks>The same seed makes the same expressions.</remarks>
internal sealed class MutatedExpressions(int seed)
{
    private const int LongestExpression = 400;

    private static readonly string[] Seeds =
    [
        "heart attack AND stroke", "(head OR neck) AND pain", "bethesda NOT maryland", "\"lung cancer\" nsclc", "AREA[Phase](PHASE2 OR PHASE3)",
        "AREA[LocationCity] Bethesda", "AREA[DetailedDescription]EXPANSION[Term]name", "COVERAGE[FullMatch]EXPANSION[None]\"Heart Attack\"", "AREA[Phase:size] 2",
        "SEARCH[Location](AREA[LocationCity]Portland AND AREA[LocationState]Maine)", "AREA[StartDate]RANGE[01/01/2015, MAX]", "AREA[MinimumAge]RANGE[MIN, 16 years]",
        "AREA[ResultsFirstPostDate]MISSING", "TILT[StudyFirstPostDate]heart", "NOT ALL", "rock \\AND roll", "AREA[LocationGeoPoint]DISTANCE[39.0,-77.1,25mi]",
        "AREA[EnrollmentCount]RANGE[0, 99999998]", "EXPANSION[Lossy](metformin insulin)", "AREA[ConditionSearch]COVERAGE[StartsWith]cancer", "AREA[HasResults]true",
        "AREA[LocationCountryCode]US", "interferon alfa-2b type II", "AREA[ProtocolSection]cancer", "AREA[OverallStatus]Recruiting OR AREA[StudyType]Interventional",
        "SEARCH[Study]SEARCH[Location]NOT AREA[LocationStatus]MISSING", "AREA[StdAge](CHILD, ADULT)", "α β PD-1 18F-FDG 5-FU", "AREA[NCTId]NCT07264075", "MAX MIN planck",
    ];

    private static readonly string[] Pieces =
        ["(", ")", "[", "]", ",", "\"", "\\", " ", " AND ", " OR ", " NOT ", "AREA[", "RANGE[", "MIN", "MAX]", "MISSING", "ALL", "SEARCH[Location]", "EXPANSION[None]", "COVERAGE[EndsWith]", "TILT[", "5mi", "\u0000", "💊", "\ud800", "é", "9999999999999999999", "-", "'s", "漢字"];

    private readonly Random random = new(seed);
    private readonly ExpressionMaker whole = new(seed);

    /// <summary>The next one.</summary>
    public string Next()
    {
        var text = One();
        for (var change = random.Next(4); change > 0; change--)
            text = Change(text);
        return text.Length > LongestExpression ? text[..LongestExpression] : text;
    }

    private string One() => random.Next(3) == 0 ? whole.Next() : Seeds[random.Next(Seeds.Length)];

    private string Change(string text)
    {
        var (from, to) = (random.Next(text.Length + 1), random.Next(text.Length + 1));
        (from, to) = (Math.Min(from, to), Math.Max(from, to));
        return random.Next(7) switch
        {
            0 => text.Remove(from, Math.Min(to - from, 5)),
            1 => text.Insert(from, Pieces[random.Next(Pieces.Length)]),
            2 => text.Insert(from, text[from..to]),
            3 => $"{text}{new[] { " AND ", " OR ", " ", " NOT " }[random.Next(4)]}{One()}",
            4 => $"({text}) AND {One()}",
            5 => text[..from] + One()[..1] + text[from..],
            _ => text.Replace(Pieces[random.Next(7)], Pieces[random.Next(Pieces.Length)], StringComparison.Ordinal),
        };
    }
}
