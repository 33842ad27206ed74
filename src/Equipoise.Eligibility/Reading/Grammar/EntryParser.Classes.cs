using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Stages, grades and classes, which narrow a condition by its name: "stage III melanoma", "grade 2 or higher neuropathy".</summary>
internal sealed partial class EntryParser
{
    private const string HeartAssociation = "New York Heart Association class";

    private static readonly string[] Roman = ["0", "I", "II", "III", "IV"];

    // stages := "stage" value (link ["stage"] value)*
    private List<string>? TakeStages()
    {
        if (!at.Holds(WordKind.StageWord))
            return null;
        var start = at.Position;
        if (at.Take(WordKind.StageWord) is null || TakeStageValues() is not { } values)
        {
            at.Position = start;
            return null;
        }

        var bound = at.Position;
        if (values is [var only] && TakeBound() is { } most && EndsStage())
            values = [$"{only} or {(most is Comparison.AtLeast ? "higher" : "lower")}"];
        else
            at.Position = bound;
        while (at.WordIs("disease") && at.SignAt(at.Position + 1) is ' ' && (SkipMethodAt(at.Position + 1) || EndsPhraseAt(at.Position + 1)))
            at.Position++;
        return [.. values.Select(value => $"stage {value}")];
    }

    private bool SkipMethodAt(int position)
    {
        var here = at.Position;
        at.Position = position;
        var method = SkipMethod() || SkipBracketedWords();
        at.Position = here;
        return method;
    }

    private bool EndsPhraseAt(int position)
    {
        var here = at.Position;
        at.Position = position;
        var ends = EndsPhrase();
        at.Position = here;
        return ends;
    }

    private List<string>? TakeStageValues()
    {
        _ = at.TakeSign(':');
        if (at.Take(WordKind.StageValue) is not { } first)
            return null;
        var values = new List<string> { first };
        while (true)
        {
            if (TakeStageLetter(values))
                continue;
            var start = at.Position;
            var range = at.TakeSign('-') || at.Take(WordKind.To) is not null;
            if (!range && !TakeListLink())
                break;
            _ = at.Take(WordKind.StageWord);
            if (at.Take(WordKind.StageValue) is not { } next)
            {
                at.Position = start;
                break;
            }

            if (range)
            {
                // Between "I" and "III" lies "II"; what lies between "IB" and "IIIA" depends on the edition, so the range stays one.
                var (from, to) = (Array.IndexOf(Numerals, values[^1]), Array.IndexOf(Numerals, next));
                if (from < 0 || to < 0)
                {
                    if (StageOrder(next) < StageOrder(values[^1]))
                        return null;
                    values[^1] = $"{values[^1]}-{next}";
                    continue;
                }

                if (to <= from)
                    return null;
                values.AddRange(Numerals[(from + 1)..to]);
            }

            values.Add(next);
        }

        return values;
    }

    // The place of "IIB" among the stages: its numeral, then its letter.
    private static int StageOrder(string stage)
    {
        var numeral = stage.AsSpan().TrimEnd("ABCDES123").ToString();
        return (Array.IndexOf(Numerals, numeral) * 10) + (stage.Length > numeral.Length ? stage[numeral.Length] - 'A' + 1 : 0);
    }

    // class := scale ["class"] [comparison] values [bound]
    private CriterionNode? ClassTerm()
    {
        if (ChildPughPoints() is { } points)
            return points;
        if (TakeClass() is not { } node)
            return null;
        // "NYHA class III heart failure": the class narrows the disease.
        var start = at.Position;
        SkipFillers();
        if (at.Take(WordKind.Condition) is { } named && (named is "cirrhosis" or "liver disease" or "hepatocellular carcinoma" or "gastroesophageal junction adenocarcinoma" or "esophagogastric adenocarcinoma" || IsHeartFailure(named) || (named is "hidradenitis suppurativa" or "chronic lymphocytic leukemia" or "pulmonary arterial hypertension" && Leaves(node).All(leaf => leaf is Condition { Concept: var scaled } && IsOtherScale(scaled)))))
            node = Rewrite(node, leaf => leaf is Condition condition ? condition with { Concept = $"{condition.Concept} {named}" } : leaf);
        else
            at.Position = start;
        while (SkipMethod() || SkipBracketedWords())
        {
        }

        return WithTime(node);
    }

    private CriterionNode? TakeClass(string? before = null)
    {
        if (at.Take(WordKind.ClassScale) is not { } scale)
            return null;
        while (at.Word(at.Position).Length > 1 && at.TakeWhole(WordKind.Filler) is not null)
        {
        }

        var sign = before ?? at.Take(WordKind.Operator);
        while (at.Upper(at.Position) is "CLASS" or "CLASSES" or "GRADE" or "STAGE" or "SCORE" or "CLASSIFICATION")
            at.Position++;
        return string.Equals(scale, HeartAssociation, StringComparison.Ordinal) ? HeartClass(sign) : IsOtherScale(scale) ? RomanClass(scale, sign) : LetterClass(scale, sign);
    }

    private Condition? HeartClass(string? sign)
    {
        if (TakeStageValues() is not { } values || values.Exists(value => Array.IndexOf(Roman, value) < 1))
            return null;
        var ranged = at.SignAt(at.Position - 2) == '-' || at.Upper(at.Position - 2) is "TO" or "THROUGH";
        sign = sign ?? (TakeBound() switch { Comparison.AtLeast => ">=", Comparison.AtMost => "<=", _ => null });
        var last = Array.IndexOf(Roman, values[^1]);
        var classes = sign switch
        {
            ">=" => Roman[last..],
            ">" => Roman[(last + 1)..],
            "<=" => Roman[1..(last + 1)],
            "<" => Roman[1..last],
            _ => [.. values],
        };
        return classes.Length == 0 ? null : new Condition($"{HeartAssociation} {(classes is not ["II", "III", "IV"] ? string.Join(" or ", classes) : sign is not null ? "II or greater" : ranged ? "II-IV" : "II, III or IV")}");
    }

    // "Child-Pugh A", "Child-Pugh class B or C", "Child-Pugh B (7)"
    private CriterionNode? LetterClass(string scale, string? sign)
    {
        var letters = new List<string>();
        if (sign is null && FromPoints(scale) is { } range)
            return range;
        if (PointedClass(scale) is { } pointed)
            return sign is null or "=" ? pointed : sign is "<=" && pointed is Condition { Concept: var part } && part.EndsWith("B7", StringComparison.Ordinal) ? new AnyOf([new Condition($"{scale} A"), pointed]) : null;
        for (var start = at.Position; at.Word(at.Position) is ['A' or 'B' or 'C' or 'a' or 'b' or 'c']; start = at.Position)
        {
            letters.Add(at.Upper(at.Position++));
            var end = at.Position;
            if ((TakeListLink() || at.TakeSign('-') || at.Take(WordKind.To) is not null) && at.Word(at.Position) is ['B' or 'C' or 'b' or 'c'])
                continue;
            at.Position = end;
            break;
        }

        if (sign is null or "<=" && UpToPoints(scale, letters) is { } upTo)
            return upTo;

        if (letters.Count == 0)
            return null;
        var named = at.Position;
        if (TakeBound() is Comparison.AtLeast || (Rewind(named) && at.Take(WordKind.OrWorse) is not null))
            sign ??= ">=";
        if (letters.Count == 1)
        {
            letters = (sign, letters[0]) switch
            {
                (null, _) or (">=", "C") or ("<=", "A") => letters,
                (">=", "B") or (">", "A") => ["B", "C"],
                (">", "B") => ["C"],
                ("<=", "B") or ("<", "C") => ["A", "B"],
                ("<", "B") => ["A"],
                _ => [],
            };
        }

        if (!SkipPoints(scale, letters))
            return null;
        // "Child-Pugh class A liver function"
        if (scale is "Child-Pugh class" && at.Upper(at.Position) is "LIVER" or "HEPATIC" && at.Upper(at.Position + 1) is "FUNCTION" or "STATUS" && EndsPhraseAt(at.Position + 2))
            at.Position += 2;
        return letters.Count switch
        {
            0 => null,
            1 => new Condition($"{scale} {letters[0]}"),
            _ => new AnyOf([.. letters.Select(letter => new Condition($"{scale} {letter}"))]),
        };
    }

    // grade := [comparison] "grade" [comparison] number [bound | ("-" | "or" | "to") number]
    private string? TakeGrade()
    {
        if (!at.Holds(WordKind.GradeWord))
            return null;
        var start = at.Position;
        var open = at.TakeSign('(');
        if (!open)
            _ = at.TakeSign(',');
        SkipGradeLead();
        var sign = GradeSign();
        _ = at.TakeSign('(');
        if (!at.Is(WordKind.GradeWord))
            _ = SkipMethod();
        if (at.Take(WordKind.GradeWord) is null)
        {
            at.Position = start;
            return null;
        }

        sign ??= GradeSign();
        if (GradeNumber() is not { } first || (open && !(SkipGradeMethod() && at.TakeSign(')'))))
        {
            at.Position = start;
            return null;
        }

        return GradeName(sign, first);
    }

    // The worse, the higher the grade, whereas worse values are mostly lower.
    private string? GradeSign()
    {
        var word = at.Upper(at.Position);
        var sign = at.Take(WordKind.Operator);
        return sign is null ? null : word switch { "WORSE" => ">", "BETTER" => "<", _ => sign };
    }

    private bool SkipGradeMethod()
    {
        _ = at.TakeSign(',') || at.TakeSign(';');
        _ = SkipMethod();
        return true;
    }

    private void SkipGradeLead()
    {
        while (!at.Is(WordKind.GradeWord) && !at.Is(WordKind.Operator) && at.TakeWhole(WordKind.Filler) is not null)
        {
        }
    }

    private (int From, int? To, bool Higher, bool Lower, string Letter)? GradeNumber()
    {
        if (TakeGradeDigit() is not { } from)
            return null;
        if (TakeGradeLetter() is { Length: > 0 } letter)
            return (from, null, false, false, letter);
        var start = at.Position;
        if (TakeBound() is { } bound)
            return (from, null, bound == Comparison.AtLeast, bound == Comparison.AtMost, "");
        at.Position = start;
        if (at.Take(WordKind.OrWorse) is not null)
            return (from, null, true, false, "");
        if ((at.TakeSign('-') || at.Take(WordKind.To) is not null || TakeListLink()) && TakeGradeDigit() is { } to && to > from)
            return (from, LastOfList(to), false, false, TakeGradeLetter());
        at.Position = start;
        return (from, null, false, false, "");
    }

    // "grade 1, 2 or 3"
    private int LastOfList(int to)
    {
        for (var start = at.Position; ; start = at.Position)
        {
            if (!TakeListLink() || TakeGradeDigit() is not { } more || more != to + 1)
            {
                at.Position = start;
                return to;
            }

            to = more;
        }
    }

    // "grade 3a": of follicular lymphoma
    private string TakeGradeLetter() => at.Position < at.Count && at[at.Position] is { Kind: TokenKind.Word, Glued: true } && at.Upper(at.Position) is "A" or "B" && Rewind(at.Position + 1) ? at.Word(at.Position - 1).ToLowerInvariant() : "";

    private int? TakeGradeDigit()
    {
        if (at.NumberHere is >= 0 and <= 5 and var digit && digit == decimal.Truncate(digit))
        {
            at.Position++;
            return (int)digit;
        }

        return at.Take(WordKind.StageValue) is { } roman && Array.IndexOf(Roman, roman) is > 0 and var number ? number : null;
    }

    private static string? GradeName(string? sign, (int From, int? To, bool Higher, bool Lower, string Letter) grade) => (sign, grade) switch
    {
        (null or "=", { Letter.Length: > 0, To: { } last }) => $"grade {grade.From} to {last}{grade.Letter}",
        (null or "=", { Letter.Length: > 0 }) => $"grade {grade.From}{grade.Letter}",
        (_, { Letter.Length: > 0 }) => null,
        (null, { To: { } to }) => to == 5 || (to == 4 && grade.From < 4) ? $"grade {grade.From} or higher" : $"grade {grade.From} to {to}",
        (">=", { To: null }) or (null, { Higher: true }) => $"grade {grade.From} or higher",
        (">", { To: null }) => $"grade {grade.From + 1} or higher",
        ("<=", { To: null }) or (null, { Lower: true }) => $"grade {grade.From} or lower",
        ("<", { To: null }) => $"grade {grade.From - 1} or lower",
        (null, _) or ("=", { To: null }) => $"grade {grade.From}",
        _ => null,
    };
}
