using Equipoise.Registry.Essie;
using Equipoise.Registry.Essie.Expressions;

namespace Equipoise.Registry.Tests.Essie;

public sealed class EssieParserTests
{
    [Theory]
    [InlineData("heart attack", "heart attack")]
    [InlineData("heart attack AND stroke", "(heart attack & stroke)")]
    [InlineData("a OR b AND c", "(a | (b & c))")]
    [InlineData("a AND b OR c", "((a & b) | c)")]
    [InlineData("(a OR b) c", "((a | b) & c)")]
    [InlineData("bethesda NOT maryland", "(bethesda & !maryland)")]
    [InlineData("NOT a b AND c", "(!a b & c)")]
    [InlineData("NOT NOT a", "a")]
    [InlineData("a or b", "a or b")]
    [InlineData("\"lung cancer\" nsclc", "(\"lung cancer\" & nsclc)")]
    [InlineData("lung, cancer", "lung cancer")]
    [InlineData("AREA[Phase]PHASE2 OR PHASE3", "(Phase:PHASE2 | PHASE3)")]
    [InlineData("AREA[Phase](PHASE2 OR PHASE3)", "Phase:(PHASE2 | PHASE3)")]
    [InlineData("AREA[LocationCity] Bethesda", "LocationCity:Bethesda")]
    [InlineData("AREA[LocationCountry]United States AND x", "(LocationCountry:United States & x)")]
    [InlineData("AREA[LocationFacility]X,AREA[LocationCountry]United States", "(LocationFacility:X & LocationCountry:United States)")]
    [InlineData("AREA[DetailedDescription]EXPANSION[Term]name", "DetailedDescription:Term:name")]
    [InlineData("COVERAGE[FullMatch]EXPANSION[None]\"Heart Attack\"", "FullMatch:None:\"Heart Attack\"")]
    [InlineData("AREA[Phase:size] 2", "Phase:size:2")]
    [InlineData("AREA[OverallStatus]EXPAND[Term]COVER[FullMatch]\"RECRUITING\"", "OverallStatus:Term:FullMatch:\"RECRUITING\"")]
    [InlineData("COVER trial EXPAND", "COVER trial EXPAND")]
    [InlineData("SEARCH[Location](AREA[LocationCity]x AND AREA[LocationState]y)", "site:(LocationCity:x & LocationState:y)")]
    [InlineData("AREA[StartDate]RANGE[01/01/2015, MAX]", "StartDate:[01/01/2015..]")]
    [InlineData("AREA[MinimumAge]RANGE[MIN, 16 years]", "MinimumAge:[..16 years]")]
    [InlineData("AREA[ResultsFirstPostDate]MISSING", "ResultsFirstPostDate:missing")]
    [InlineData("TILT[StudyFirstPostDate]heart", "StudyFirstPostDate~heart")]
    [InlineData("NOT ALL", "!all")]
    [InlineData("\\MISSING", "MISSING")]
    [InlineData("rock \\AND roll", "rock AND roll")]
    [InlineData("\"say \\\"hi\\\" \\\\ now\"", "\"say \"hi\" \\ now\"")]
    [InlineData("MAX planck MIN", "MAX planck MIN")]
    [InlineData("", "all")]
    [InlineData(" , ", "all")]
    [InlineData("AREA[LocationGeoPoint]DISTANCE[39.0019296,-77.1044561,25mi]", "LocationGeoPoint:40km")]
    public void Expressions_mean(string text, string meaning) => Show(EssieRewriting.Simplify(EssieParser.Parse(text))).ShouldBe(meaning);

    [Theory]
    [InlineData("(lung", 0, "missing ')' at '<EOF>'")]
    [InlineData("lung)", 4, "extraneous input ')' expecting <EOF>")]
    [InlineData("rare disease (early onset", 13, "no viable alternative at input 'onset'\nmissing ')' at '<EOF>'")]
    [InlineData("(a OR (b", 6, "mismatched input '<EOF>' expecting {'(', ')', ',', 'NOT', 'AND', 'OR', ")]
    [InlineData("(lung AND", 9, "inner bool query clause cannot be null")]
    [InlineData("[lung]", 0, "extraneous input '[' expecting {<EOF>, '(', ',', 'NOT', 'SEARCH', 'AREA', ")]
    [InlineData("[lung", 0, "extraneous input '[' expecting {<EOF>, '(', ',', 'NOT', 'SEARCH', 'AREA', ")]
    [InlineData("lung cancer stage [x]", 18, "no viable alternative at input 'lung cancer stage ['\nmismatched input '[' expecting {<EOF>, '(', ',', 'NOT', 'AND', 'OR', ")]
    [InlineData("\"bad\"quote\"", 10, "token recognition error at: '\"'")]
    [InlineData("lung [x]", 5, "mismatched input '[' expecting {<EOF>, ")]
    [InlineData("a AND", 5, "inner bool query clause cannot be null")]
    [InlineData("a AND )", 6, "mismatched input ')' expecting {'(', ',', 'NOT', 'SEARCH', ")]
    [InlineData("OR b", 0, "extraneous input 'OR' expecting {<EOF>, '(', ',', 'NOT', 'SEARCH', ")]
    [InlineData("AREA[]x", 5, "mismatched input ']' expecting Term")]
    [InlineData("AREA x", 5, "mismatched input 'x' expecting '['")]
    [InlineData("AREA[Phase", 10, "mismatched input '<EOF>' expecting ']'")]
    [InlineData("EXPANSION[Some]x", 10, "Invalid expansion: Some")]
    [InlineData("COVERAGE[FullMatc]x", 9, "Invalid coverage: FullMatc")]
    [InlineData("COV[FullMatch]x", 3, "mismatched input '[' expecting {<EOF>, ")]
    [InlineData("RANGE[1]", 7, "mismatched input ']' expecting ','")]
    [InlineData("x \"lung", 2, "token recognition error at: '\"lung'")]
    [InlineData("DISTANCE[99,0,5mi]", 9, "'99,0' is not a latitude and a longitude in degrees")]
    [InlineData("DISTANCE[9,0,501mi]", 13, "'501mi' is not a radius from 1mi to 500mi")]
    public void What_is_no_expression_is_refused_at_its_place(string text, int position, string beginning)
    {
        var error = Should.Throw<EssieException>(() => EssieParser.Parse(text));

        error.Message.ShouldStartWith(beginning);
        error.Position.ShouldBe(position);
    }

    [Fact]
    public void Brackets_around_words_are_refused_one_line_a_bracket() =>
        Should.Throw<EssieException>(() => EssieParser.Parse("[lung]")).Message.ShouldBe(
            "extraneous input '[' expecting {<EOF>, '(', ',', 'NOT', 'SEARCH', 'AREA', 'RANGE', 'DISTANCE', Coverage, Expansion, 'TILT', 'ALL', 'MISSING', 'MIN', 'MAX', EscapedKeyword, BooleanLiteral, DecimalLiteral, DateLiteral, TimeLiteral, RadiusLiteral, StringLiteral, Term}\nextraneous input ']' expecting <EOF>");

    [Theory]
    [InlineData("(", 100_000)]
    [InlineData("NOT ", 9_000)]
    [InlineData("AREA[Phase]", 2_000)]
    [InlineData("a OR ", 100_000)]
    [InlineData("\"", 99_999)]
    [InlineData("[", 50_000)]
    public void Deep_and_long_expressions_are_refused_in_a_sentence(string part, int times) =>
        Should.Throw<EssieException>(() => EssieParser.Parse(string.Concat(Enumerable.Repeat(part, times)) + "x")).Message.Length.ShouldBeInRange(10, 400);

    [Fact]
    public void Random_signs_are_an_expression_or_refused()
    {
        string[] pieces = ["(", ")", "[", "]", ",", "\"", "\\", " ", "AND", "OR ", "NOT ", "AREA[Phase]", "AREA[", "RANGE[", "MIN", "MAX]", "MISSING", "SEARCH[Location]", "word", "5mi", "\u0000", "💊", "\ud800", "DISTANCE[1,2,3km]", "EXPANSION[None]"];
        var random = new Random(7);
        for (var number = 0; number < (Thoroughness.Full ? 1_000_000 : 20_000); number++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                EssieRewriting.Simplify(EssieParser.Parse(text)).ShouldNotBeNull(text);
            }
            catch (EssieException error)
            {
                error.Message.ShouldNotBeEmpty(text);
                error.Position.ShouldBeInRange(0, text.Length);
            }
        }
    }

    private static string Show(Expression expression) => expression switch
    {
        AllExpression => "all",
        MissingExpression => "missing",
        TermExpression { IsQuoted: true } term => $"\"{term.Text}\"",
        TermExpression term => term.Text,
        AndExpression and => $"({string.Join(" & ", and.Parts.Select(Show))})",
        OrExpression or => $"({string.Join(" | ", or.Parts.Select(Show))})",
        NotExpression not => $"!{Show(not.Inner)}",
        AreaExpression area => $"{area.Name}:{Show(area.Inner)}",
        SearchExpression { IsLocation: true } search => $"site:{Show(search.Inner)}",
        CoverageExpression coverage => $"{coverage.Coverage}:{Show(coverage.Inner)}",
        ExpansionExpression expansion => $"{expansion.Expansion}:{Show(expansion.Inner)}",
        TiltExpression tilt => $"{tilt.Name}~{Show(tilt.Inner)}",
        RangeExpression range => $"[{range.Min}..{range.Max}]",
        DistanceExpression distance => $"{distance.Kilometers:0}km",
        _ => expression.GetType().Name,
    };
}
