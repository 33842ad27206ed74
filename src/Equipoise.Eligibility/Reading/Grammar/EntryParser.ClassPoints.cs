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

    private Condition? Unpointed(int start)
    {
        at.Position = start;
        return null;
    }

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
