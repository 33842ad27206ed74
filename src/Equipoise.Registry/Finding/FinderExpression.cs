using System.Globalization;
using System.Text;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;

namespace Equipoise.Registry.Finding;

/// <summary>Writes what a person chose in the finder as an expression of the registry's query language.</summary>
public static class FinderExpression
{
    private const double FarthestKilometers = 804;

    /// <summary>The expression of a search.</summary>
    public static WrittenQuery Of(FinderQuery query)
    {
        var (clauses, unsaid) = (new List<string>(), new List<string>());
        if (query.Words.Length > 0)
            clauses.Add(Words(query.Words));
        if (query.RecruitingNow)
            clauses.Add("AREA[OverallStatus]RECRUITING");
        if (AtPlace(query, unsaid) is { } place)
            clauses.Add(place);
        if (query.Age is { } age)
            clauses.Add(OpenTo(age));
        if (query.PersonSex is { } sex)
            clauses.Add($"(AREA[Sex]({sex} OR \\ALL) OR AREA[Sex]MISSING)");
        if (query.Condition is { } condition)
            clauses.Add(Whole("Condition", condition));
        foreach (var facet in FinderFacet.All)
        {
            if (query.Chosen.GetValueOrDefault(facet.Name) is { Count: > 0 } values)
                clauses.Add(Clause(facet, values));
        }

        return new WrittenQuery(clauses.Count == 0 ? "ALL" : string.Join(" AND ", clauses), unsaid);
    }

    /// <summary>The clause that a facet's values are: what a click on one of them means.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="values">The values as the index keeps them, one at least: any of them may fit.</param>
    public static string Clause(FinderFacet facet, IReadOnlyList<string> values)
    {
        var clauses = values.Select(value => Clause(facet, value)).ToList();
        return clauses.Count == 1 ? clauses[0] : $"({string.Join(" OR ", clauses)})";
    }

    /// <summary>An expression together with one more clause.</summary>
    /// <param name="expression">An expression that can be read.</param>
    /// <param name="clause">The clause.</param>
    public static string And(string expression, string clause) => EssieParser.Parse(expression) switch
    {
        Essie.Expressions.AllExpression => clause,
        Essie.Expressions.OrExpression => $"({expression.Trim()}) AND {clause}",
        _ => $"{expression.Trim()} AND {clause}",
    };

    private static string Clause(FinderFacet facet, string value) => facet.Name switch
    {
        "funder" => $"AREA[FunderTypeSearch]{value}",
        "start" => $"AREA[StartDate]{value}",
        "country" => Whole("LocationCountry", value),
        // ALL is a value of Sex, and a word of the language.
        _ => $"AREA[{facet.Column}]{Escaped(value)}",
    };

    private static string Whole(string field, string value) => $"AREA[{field}]COVERAGE[FullMatch]EXPANSION[Term]{Quoted(value)}";

    // Any of the study's sites has to fulfill all of it.
    private static string? AtPlace(FinderQuery query, List<string> unsaid)
    {
        var conditions = new List<string>();
        if (query.Near is { } near)
        {
            if (near.Kilometers > FarthestKilometers)
                unsaid.Add("The language knows distances up to 500 miles: the distance was made that.");
            conditions.Add(string.Create(CultureInfo.InvariantCulture, $"AREA[LocationGeoPoint]DISTANCE[{near.Point.Latitude},{near.Point.Longitude},{Math.Min(near.Kilometers, FarthestKilometers)}km]"));
            unsaid.Add("Sites whose record gives no position are not found by distance; the finder takes the position of their city.");
        }

        if (query.IsPlaceUnknown)
            unsaid.Add("No record names the place that was asked for: it was left out.");
        AddPlace(query.NamedCity, facility: null);
        AddPlace(query.In, query.Facility);

        if (conditions.Count == 0)
            return null;
        if (query.RecruitingNow)
            conditions.Add("(AREA[LocationStatus]RECRUITING OR AREA[LocationStatus]MISSING)");
        return $"SEARCH[Location]({string.Join(" AND ", conditions)})";

        void AddPlace(Place? place, string? facility)
        {
            foreach (var (field, name) in new[] { ("LocationCountry", place?.Country), ("LocationState", place?.State), ("LocationCity", place?.City), ("LocationFacility", facility) })
            {
                if (name is { Length: > 0 })
                    conditions.Add(Whole(field, name));
            }
        }
    }

    // An upper limit counts as long as it is not passed: the year of the limit is still open.
    private static string OpenTo(int age) => string.Create(
        CultureInfo.InvariantCulture,
        $"NOT AREA[MinimumAge]RANGE[{age + 1} years, MAX] AND NOT (AREA[MaximumAge]RANGE[MIN, {age} years] AND NOT AREA[MaximumAge]{age} years)");

    private static string Words(string text)
    {
        var pieces = text.Replace('“', '"').Replace('”', '"').Split('"');
        var written = new List<string>();
        for (var number = 0; number < pieces.Length; number++)
        {
            var piece = pieces[number].Trim();
            if (piece.Length > 0)
                written.Add(number % 2 == 1 && number < pieces.Length - 1 ? Quoted(piece) : string.Join(' ', piece.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Escaped)));
        }

        return written.Count == 0 ? "ALL" : string.Join(' ', written);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // What would mean something to the language means itself behind a backslash.
    private static string Escaped(string word)
    {
        if (EssieLexer.IsKeyword(word))
            return $"\\{word}";
        var escaped = new StringBuilder();
        foreach (var sign in word)
        {
            if (sign is '(' or ')' or '[' or ']' or ',' or '\\')
                escaped.Append('\\');
            escaped.Append(sign);
        }

        return escaped.ToString();
    }
}
