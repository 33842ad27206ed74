using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Letters and points behind a stage or class: "stage IIIB/C", "Child-Pugh A (5-6 points)".</summary>
internal sealed partial class EntryParser
{
    // "IIIB/C", "IIIA-C", "IIB or C": a letter of the same numeral
    private bool TakeStageLetter(List<string> values)
    {
        var start = at.Position;
        var last = values[^1];
        if (last.Length > 1 && last[^1] is >= 'A' and <= 'D')
        {
            var range = at.TakeSign('-');
            if ((range || TakeListLink()) && at.Word(at.Position) is [>= 'A' and <= 'D'] letter && letter[0] > last[^1] && (at.Position + 1 >= at.Count || !at[at.Position + 1].Glued || at[at.Position + 1].Kind == TokenKind.Sign))
            {
                at.Position++;
                for (var next = range ? (char)(last[^1] + 1) : letter[0]; next <= letter[0]; next++)
                    values.Add(last[..^1] + next);
                return true;
            }
        }

        at.Position = start;
        return false;
    }

    // "A5 or A6" is A, "B7" a part of B.
    private Condition? PointedClass(string scale)
    {
        var start = at.Position;
        if (!scale.StartsWith("Child", StringComparison.Ordinal) || at.Word(start) is not (['A', '5' or '6'] or ['B', '7' or '8' or '9']))
            return null;
        var points = new List<string>();
        for (var linked = true; linked && at.Word(at.Position) is ['A', '5' or '6'] or ['B', '7' or '8' or '9'] or ['6' or '8' or '9']; linked = TakeListLink() || at.TakeSign('-'))
            points.Add(at.Word(at.Position++));
        if (at.SignAt(at.Position - 1) is ',' or '/' or '-' || at.Upper(at.Position - 1) is "OR" or "AND" || points.Count > 2)
        {
            at.Position = start;
            return null;
        }

        return points switch
        {
            ["A5", "A6" or "6"] => new Condition($"{scale} A"),
            [var only] => new Condition($"{scale} {only}"),
            _ => Unpointed(start),
        };
    }

    // "A to B7", "A or B7", "A or B (≤ 7)": all of the first letter, and of the second those up to the points
    private AnyOf? UpToPoints(string scale, List<string> letters)
    {
        var start = at.Position;
        if (!scale.StartsWith("Child", StringComparison.Ordinal) || letters is not (["A"] or ["A", "B"]))
            return null;
        var most = 0;
        if (letters is ["A"] && (TakeListLink() || at.TakeSign('-') || at.Take(WordKind.To) is not null) && at.Word(at.Position) is ['B', >= '7' and <= '9' and var points])
            most = points - '0';
        else if (letters is ["A", "B"] && at.TakeSign('(') && SkipScore() && at.Take(WordKind.Operator) is null or "<=" && at.NumberHere is 7 or 8 && at.SignAt(at.Position + 1) == ')')
            most = (int)at[at.Position++].Number;
        if (most == 0)
        {
            at.Position = start;
            return null;
        }

        at.Position++;
        return new AnyOf([new Condition($"{scale} A"), .. Enumerable.Range(7, most - 6).Select(point => new Condition(string.Create(CultureInfo.InvariantCulture, $"{scale} B{point}")))]);
    }

    // "A5-B7": all of A, and of B those up to the points
    private AnyOf? FromPoints(string scale)
    {
        if (!scale.StartsWith("Child", StringComparison.Ordinal) || at.Word(at.Position) is not "A5" || !(at.SignAt(at.Position + 1) == '-' || at.Upper(at.Position + 1) is "TO") || at.Word(at.Position + 2) is not ['B', >= '7' and <= '9' and var points])
            return null;
        at.Position += 3;
        return new AnyOf([new Condition($"{scale} A"), .. Enumerable.Range(7, points - '6').Select(point => new Condition(string.Create(CultureInfo.InvariantCulture, $"{scale} B{point}")))]);
    }

    private bool SkipScore()
    {
        if (at.Upper(at.Position) is "SCORE" or "SCORES" or "POINTS")
            at.Position++;
        return true;
    }

    private Condition? Unpointed(int start)
    {
        at.Position = start;
        return null;
    }

    // "stage 2 and above" before the disease, or at the end
    private bool EndsStage() => EndsPhrase() || at.Is(WordKind.Condition) || at.Is(WordKind.Modifier) || at.Is(WordKind.Known) || at.Upper(at.Position) is "DISEASE" or "OF";

    // A disease of the kidneys has its stages in digits.
    private static CriterionNode InDigits(CriterionNode leaf)
    {
        if (leaf is not Condition { Concept: var concept } condition || !concept.StartsWith("stage ", StringComparison.Ordinal) || !(concept.Contains("kidney disease", StringComparison.Ordinal) || concept.Contains("renal disease", StringComparison.Ordinal)))
            return leaf;
        var numeral = concept["stage ".Length..concept.IndexOf(' ', "stage ".Length)];
        var digit = Array.IndexOf(Numerals, numeral.TrimEnd('A', 'B'));
        return digit < 1 ? leaf : condition with { Concept = string.Create(CultureInfo.InvariantCulture, $"stage {digit}{numeral.TrimStart('I', 'V').ToLowerInvariant()}{concept[("stage ".Length + numeral.Length)..]}") };
    }

    private static readonly string[] Numerals = ["0", "I", "II", "III", "IV", "V"];

    // "(5-6 points)", "(score ≤ 6)": the points of a class (Pugh 1973) add nothing to its letter; other points are another limit.
    private bool SkipPoints(string scale, List<string> letters)
    {
        var start = at.Position;
        if (letters.Count == 0 || at.Sign != '(' || !scale.StartsWith("Child", StringComparison.Ordinal))
            return true;
        at.Position++;
        var points = new List<decimal>();
        for (; !at.AtEnd && at.Sign != ')'; at.Position++)
        {
            if (at.NumberHere is { } number)
                points.Add(number);
            else if (at.Upper(at.Position) is not ("SCORE" or "SCORES" or "POINTS" or "POINT" or "OR" or "TO" or "OF" or "A" or "LESS" or "≤" or "≥") && !at.Is(WordKind.Operator) && at.Sign is not ('-' or '/' or ','))
                return Rewind(start);
        }

        var (low, high) = (letters[0] switch { "A" => 5, "B" => 7, _ => 10 }, letters[^1] switch { "A" => 6, "B" => 9, _ => 15 });
        if (points.Count == 0 || !at.TakeSign(')'))
            return Rewind(start);
        return points.Max() == high && (points.Count == 1 || points.Min() == low);
    }

    // "Child-Pugh ≤ 7 score": points, where a letter would be a class
    private CriterionNode? ChildPughPoints()
    {
        var start = at.Position;
        if (at.Take(WordKind.ClassScale) is "Child-Pugh class" && at.Is(WordKind.Operator) && TakeLimits() is [{ Quantity: { Unit: null or "{score}", Reference: null, Value: >= 5 and <= 15 } } limit])
        {
            if (at.Upper(at.Position) is "SCORE" or "SCORES" or "POINTS")
                at.Position++;
            if (EndsPhrase())
                return Leaf("childPugh", limit);
        }

        at.Position = start;
        return null;
    }
}
