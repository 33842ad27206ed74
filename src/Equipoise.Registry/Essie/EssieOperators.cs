using System.Globalization;
using Equipoise.Registry.Essie.Expressions;
using Equipoise.Search.Documents;

namespace Equipoise.Registry.Essie;

/// <summary>Reads the operators of an expression and what stands in their brackets.</summary>
/// <param name="parser">Where the tokens are, and what reads the part behind an operator.</param>
internal sealed class EssieOperators(EssieParser parser)
{
    private const double KilometersPerMile = 1.609344;
    private const double LongestMiles = 500;

    /// <summary>Reads an operator with its part, or returns null where the next token is none.</summary>
    public Expression? TryRead()
    {
        if (parser.Next.Kind != EssieTokenKind.Keyword)
            return null;
        switch (parser.Next.Text)
        {
            case "NOT":
                parser.Take();
                return new NotExpression(parser.ReadUnary());
            case "ALL":
                parser.Take();
                return new AllExpression();
            case "MISSING":
                parser.Take();
                return new MissingExpression();
            case "AREA":
                var area = Single();
                return new AreaExpression(area.Text, parser.ReadUnary()) { NamePosition = area.Start };
            case "SEARCH":
                return new SearchExpression(OneOf("search document", "Study", "Location") == 1, parser.ReadUnary());
            case "COVERAGE":
                return new CoverageExpression((Coverage)OneOf("coverage", Enum.GetNames<Coverage>()), parser.ReadUnary());
            case "EXPANSION":
                return new ExpansionExpression((Expansion)OneOf("expansion", Enum.GetNames<Expansion>()), parser.ReadUnary());
            case "TILT":
                return ReadTilt();
            case "RANGE":
                return ReadRange();
            case "DISTANCE":
                return ReadDistance();
            default:
                return null;
        }
    }

    private TiltExpression ReadTilt()
    {
        var (name, start) = Single();
        var colon = name.LastIndexOf(':');
        bool? isDescending = colon < 0 ? null : name[(colon + 1)..] switch { "asc" => false, "desc" => true, _ => null };
        return new TiltExpression(isDescending is null ? name : name[..colon], isDescending, parser.ReadUnary()) { NamePosition = start };
    }

    private RangeExpression ReadRange()
    {
        var bounds = Bracketed(2);
        var (min, max) = (bounds[0], bounds[1]);
        return new RangeExpression(Bound(min.Text), Bound(max.Text)) { IsEmpty = min.Text is "MAX" || max.Text is "MIN", MinPosition = min.Start, MaxPosition = max.Start };
    }

    private DistanceExpression ReadDistance()
    {
        var parts = Bracketed(3);
        var (north, east, far) = (parts[0], parts[1], parts[2].Text);
        var isLatitude = TryNumber(north.Text, out var latitude) && Math.Abs(latitude) <= 90;
        if (!TryNumber(east.Text, out var longitude) || Math.Abs(longitude) > 180 || !isLatitude)
            throw new EssieException($"'{EssieLexer.Shown(north.Text)},{EssieLexer.Shown(east.Text)}' is not a latitude and a longitude in degrees", isLatitude ? east.Start : north.Start);
        var isKilometers = far.EndsWith("km", StringComparison.OrdinalIgnoreCase);
        var number = isKilometers || far.EndsWith("mi", StringComparison.OrdinalIgnoreCase) ? far[..^2].TrimEnd() : far;
        if (!TryNumber(number, out var radius) || radius < 1 || (isKilometers ? radius / KilometersPerMile : radius) > LongestMiles + 0.5)
            throw new EssieException($"'{EssieLexer.Shown(far)}' is not a radius from 1mi to 500mi", parts[2].Start);
        return new DistanceExpression(new GeoPoint(latitude, longitude), isKilometers ? radius : radius * KilometersPerMile);
    }

    private static string? Bound(string text) => text is "MIN" or "MAX" ? null : text;

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private (string Text, int Start) Single() => Bracketed(1)[0];

    private int OneOf(string what, params IReadOnlyList<string> names)
    {
        var (name, start) = Single();
        for (var number = 0; number < names.Count; number++)
        {
            if (string.Equals(names[number], name, StringComparison.Ordinal))
                return number;
        }

        throw new EssieException($"Invalid {what}: {EssieLexer.Shown(name)}", start);
    }

    /// <summary>Takes an operator's name and the parts between its brackets, which commas part, each with the place where it begins.</summary>
    private List<(string Text, int Start)> Bracketed(int count)
    {
        parser.Take();
        parser.Take(EssieTokenKind.OpenBracket, "'['");
        var parts = new List<(string Text, int Start)>();
        var words = new List<string>();
        var start = 0;
        while (true)
        {
            switch (parser.Next.Kind)
            {
                case EssieTokenKind.Word or EssieTokenKind.Keyword or EssieTokenKind.Quoted:
                    if (words.Count == 0)
                        start = parser.Next.Start;
                    words.Add(parser.Take().Text);
                    break;
                case EssieTokenKind.Comma when words.Count > 0 && parts.Count < count - 1:
                    parser.Take();
                    parts.Add((string.Join(' ', words), start));
                    words.Clear();
                    break;
                case EssieTokenKind.CloseBracket when words.Count > 0 && parts.Count == count - 1:
                    parser.Take();
                    parts.Add((string.Join(' ', words), start));
                    return parts;
                default:
                    throw parser.Unexpected(words.Count == 0 ? "Term" : parts.Count < count - 1 ? "','" : "']'");
            }
        }
    }
}
