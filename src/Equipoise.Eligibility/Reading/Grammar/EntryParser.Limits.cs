using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Measurements against limits.</summary>
internal sealed partial class EntryParser
{
    // limit-term := subjects chain, or a chain alone where a heading names the subject
    private CriterionNode? LimitTerm()
    {
        var from = at.Position;
        if (TakeSubjects() is { } subjects)
        {
            lastSubjects = subjects;
            var start = at.Position;
            // "a detectable viral load or CD4 < 200": no limit of the first
            if (subjects.Variables.Contains("viralLoad", StringComparer.Ordinal) && subjects.Variables.Count > 1 && Enumerable.Range(Math.Max(0, from - 1), start - Math.Max(0, from - 1)).Any(i => at.Upper(i) is "DETECTABLE" or "UNDETECTABLE" or "SUPPRESSED"))
                return null;
            if (EachPressure(subjects) is { } pressures)
                return pressures;
            // "measurable lesion ≥ 1 cm": its size, and no count
            if (subjects.Variables is ["lesionCount"] && SizeLimits() is { } size)
                return size;
            at.Position = start;
            return LimitChain(subjects) is { } limits ? ByMethod(limits, subjects, start) : null;
        }

        return null;
    }

    // "QTc > 470 ms by Fridericia's formula", "PD-L1 ≥ 1% (TPS)": the method after the limit says which variable it is.
    private CriterionNode ByMethod(CriterionNode limits, Subjects subjects, int start)
    {
        string? named = null;
        if (subjects.Variables is ["qtc"] && Enumerable.Range(start, at.Position - start).Any(i => at.Upper(i) is "FRIDERICIA" or "FRIDERICIA'S" or "FRIDERICIA’S"))
            named = "qtcf";
        var end = at.Position;
        if (subjects.Variables is ["pdl1"] && at.TakeSign('(') && at.Take(WordKind.Variable) is "pdl1.tps" or "pdl1.cps" && at.TakeSign(')'))
            named = at.Upper(at.Position - 2) is "CPS" ? "pdl1.cps" : "pdl1.tps";
        else
            at.Position = end;
        return named is null ? limits : Rewrite(limits, leaf => leaf is Measurement measurement ? measurement with { Variable = named } : leaf);
    }

    // "QTc > 470 ms (corrected by Fridericia's formula)": by which formula, whose name says it
    private bool SkipCorrected(Subjects subjects)
    {
        if (subjects.Variables is not ["qtc" or "qtcf" or "qtcb"] || at.Upper(at.Sign is '(' or ',' ? at.Position + 1 : at.Position) is not ("CORRECTED" or "CALCULATED"))
            return false;
        var start = at.Position;
        var open = at.TakeSign('(');
        _ = at.TakeSign(',');
        at.Position++;
        var from = at.Position;
        while (at.Upper(at.Position) is "BY" or "USING" or "WITH" or "ACCORDING" or "TO" or "FOR" or "HEART" or "RATE" or "THE" or "VIA" or "PER" or "FRIDERICIA" or "FRIDERICIA'S" or "FRIDERICIA’S" or "FORMULA" or "METHOD" or "CORRECTION" or "EQUATION" or "QTCF" || (at.Sign is '[' or ']'))
            at.Position++;
        if (at.Position > from && Enumerable.Range(from, at.Position - from).Any(i => at.Upper(i) is "FRIDERICIA" or "FRIDERICIA'S" or "FRIDERICIA’S") && Close(open))
            return true;
        at.Position = start;
        return false;
    }

    // chain := limits (("and" | "or" | ",") limits)* with brackets, windows and guards between
    private CriterionNode? LimitChain(Subjects subjects)
    {
        var start = at.Position;
        if (FirstLimits(subjects) is not { } node)
        {
            at.Position = start;
            return null;
        }

        for (var more = true; more;)
        {
            var before = at.Position;
            SkipRestatement(node);
            SkipBothSums(node);
            node = WithWindow(node);
            while (SkipOfPredicted(subjects) || SkipIncludedBounds() || SkipFootnote() || SkipRemark() || SkipBeforeAnchor() || SkipCorrected(subjects) || SkipMethod() || SkipProvenance() || SkipVisits() || SkipBracketedWords())
            {
            }

            node = NextLimits(node, subjects) ?? node;
            more = at.Position > before;
        }

        return node;
    }

    private CriterionNode? FirstLimits(Subjects subjects)
    {
        for (var guard = 0; guard < 6; guard++)
        {
            if (BloodPressure(subjects) is { } pair)
                return pair;
            if ((ScaleValues(subjects) ?? BelowZero(subjects)) is { } ranks)
                return ranks;
            if (TakeLimits() is { } limits)
            {
                ShareUnit(limits);
                return GuardAfter(Build(subjects, limits));
            }

            if (BeyondNormal(subjects) is { } beyond)
                return beyond;
            if (BracketedLimits(subjects) is { } bracketed)
                return bracketed;
            if (OutsideNormal(subjects) is { } outside)
                return outside;

            SkipFillers();
            if (TakeNormal())
                return Build(subjects, NormalLimits);
            if (at.TakeWhole(WordKind.Within) is not null && TakeQuantity() is { Reference: Reference.UpperLimit } multiple)
                return GuardAfter(Build(subjects, [new Limit(Comparison.AtMost, multiple)]));
            if (!at.TakeSign('-') && !SkipMethod() && at.TakeWhole(WordKind.At) is null && !at.TakeSign(',') && at.Take(WordKind.Then) is null && !SkipBracketedWords())
                return null;
        }

        return null;
    }

    // "LVEF below the institutional normal range"
    private CriterionNode? BeyondNormal(Subjects subjects)
    {
        var start = at.Position;
        SkipFillers();
        if (at.Take(WordKind.Operator) is "<" or ">" && SkipFillers() && at.Take(WordKind.Normal) is not null && (at.Upper(at.Position - 1) is "RANGE" or "RANGES" || at.Upper(start) is "BELOW" or "ABOVE"))
            return Build(subjects, [IsBelow(start) ? new Limit(Comparison.Below, new Quantity(1, "1", Reference.LowerLimit)) : new Limit(Comparison.Above, new Quantity(1, "1", Reference.UpperLimit))]);
        at.Position = start;
        return null;
    }

    private bool IsBelow(int position)
    {
        var here = at.Position;
        at.Position = position;
        SkipFillers();
        var below = at.Take(WordKind.Operator) is "<";
        at.Position = here;
        return below;
    }

    // "castrate level of testosterone (≤ 50 ng/dL)"
    private CriterionNode? BracketedLimits(Subjects subjects)
    {
        var start = at.Position;
        if (at.TakeSign('(') && at.Is(WordKind.Operator) && TakeLimits() is [{ Quantity: { Unit: not null } or { Reference: not null } }] limits && SkipOtherUnit(subjects, limits[0]) && at.TakeSign(')'))
            return GuardAfter(Build(subjects, limits));
        at.Position = start;
        // "PD-L1 expression (TPS ≥ 50%)"
        if (subjects.Variables is ["pdl1"] && at.TakeSign('(') && at.Take(WordKind.Variable) is "pdl1.tps" or "pdl1.cps" && Rewind(start + 1) && LimitTerm() is { } shares && at.TakeSign(')'))
            return shares;
        at.Position = start;
        return null;
    }

    private static readonly FrozenSet<string> MeasuredManyWays = new[]
    {
        "fev1", "fvc", "urineProtein", "upcRatio", "uacr", "hba1c", "creatinineClearance", "egfr", "cd4", "blasts", "afp", "hcg", "viralLoad", "hbvDna", "hcvRna", "troponin", "bnp", "ntProBnp", "ige", "eosinophils",
        "lymphocytes", "tsh", "cPeptide", "lesionSize", "temperature", "dlco", "pain", "urineMProtein", "serumMProtein", "freeLightChain", "ldh", "insulin",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly List<Limit> NormalLimits = [new Limit(Comparison.AtLeast, new Quantity(1, "1", Reference.LowerLimit)), new Limit(Comparison.AtMost, new Quantity(1, "1", Reference.UpperLimit))];

    // "within normal limits", or "normal" with nothing after it
    private bool TakeNormal()
    {
        if (at.Take(WordKind.Normal) is not null)
            return true;
        if (!at.WordIs("normal"))
            return false;
        var start = at.Position++;
        while (SkipMethod() || SkipBracketedWords())
        {
        }

        // "Bilirubin normal AST …": the next line of a list that lost its ends
        if (EndsPhrase() || (char.IsAsciiLetterUpper(at.Word(at.Position)[0]) && (at.Is(WordKind.Variable) || at.Is(WordKind.Not))))
            return true;
        at.Position = start;
        return false;
    }

    private bool EndsPhrase() => at.AtEnd || at.Sign is '.' or ',' or ';' or ')' || at.Is(WordKind.And) || at.Is(WordKind.Or);

    private bool SkipAllBrackets()
    {
        while (SkipBracketedWords())
        {
        }

        return true;
    }

    // normal-term := "normal" subjects
    private CriterionNode? NormalTerm()
    {
        if (!at.WordIs("normal"))
            return null;
        at.Position++;
        return TakeSubjects() is { Variables: not ["urineProtein"] } subjects && SkipAllBrackets() && EndsPhrase() ? Build(subjects, NormalLimits) : null;
    }

    // "> 7.0 and < 10.0 %": the unit at the end belongs to both.
    private void ShareUnit(List<Limit> limits)
    {
        var start = at.Position;
        if (at.TakeSign(',') || !at.TakeSign('-'))
            _ = at.Take(WordKind.And) ?? at.Take(WordKind.But);
        if (at.Position > start && at.Is(WordKind.Operator) && TakeLimits() is [var second] && Opposite(limits[^1].Comparison, second.Comparison))
        {
            limits[^1] = limits[^1] with { Quantity = limits[^1].Quantity with { Unit = limits[^1].Quantity.Unit ?? second.Quantity.Unit, Reference = limits[^1].Quantity.Reference } };
            limits.Add(second);
            return;
        }

        at.Position = start;
    }

    private static bool Opposite(Comparison left, Comparison right) =>
        (left is Comparison.AtLeast or Comparison.Above && right is Comparison.AtMost or Comparison.Below) ||
        (left is Comparison.AtMost or Comparison.Below && right is Comparison.AtLeast or Comparison.Above);

    // "< 140/90 mmHg"
    private CriterionNode? BloodPressure(Subjects subjects)
    {
        var start = at.Position;
        SkipFillers();
        if (subjects.Variables is ["bp.systolic", "bp.diastolic"] && at.Take(WordKind.Operator) is { } sign && ComparisonSigns.FromSign(sign) is { } comparison &&
            TakeNumber() is { } systolic && at.TakeSign('/') && TakeQuantity() is { } diastolic)
        {
            CriterionNode[] both = [Leaf("bp.systolic", new Limit(comparison, new Quantity(systolic, diastolic.Unit))), Leaf("bp.diastolic", new Limit(comparison, diastolic))];
            return polarity == Polarity.Inclusion ? new AllOf(both) : new AnyOf(both);
        }

        at.Position = start;
        return null;
    }

    // "> 140/90 mmHg or < 90/50 mmHg": two bounds of the pair
    private CriterionNode? MorePressure(CriterionNode before, Subjects subjects)
    {
        var start = at.Position;
        var or = at.Take(WordKind.Or) is not null;
        if ((or || at.Take(WordKind.And) is not null) && BloodPressure(subjects) is { } more && or == (polarity == Polarity.Exclusion) && Leaves(before).All(leaf => leaf is Measurement { Variable: "bp.systolic" or "bp.diastolic" }))
            return or ? new AnyOf([.. Leaves(before), .. Leaves(more)]) : Joined([before, more]);
        at.Position = start;
        return null;
    }

    private static bool IsSame(Measurement leaf, Quantity again)
    {
        if (again.Unit is not { } unit || string.Equals(unit, leaf.Unit, StringComparison.Ordinal))
            return again.Value == leaf.Value;
        // A gram of protein a gram of creatinine is 113 mg/mmol.
        if (leaf.Variable is "upcRatio" && unit is "mg/mmol")
            return IsNear(again.Value / 113.12m, leaf.Value);
        // IFCC's mmol/mol of hemoglobin A1c, by the NGSP master equation
        if (leaf.Variable is "hba1c" && unit is "mmol/mol")
            return IsNear((again.Value * 0.09148m) + 2.152m, leaf.Value);
        // One international unit of the DNA of hepatitis B is some five copies.
        if (leaf.Variable is "hbvDna" && (leaf.Unit, unit) is ("[IU]/mL", "{copies}/mL"))
            return again.Value >= leaf.Value * 4.5m && again.Value <= leaf.Value * 6;
        return UnitConversion.Convert(again.Value, unit, leaf.Unit, Variables.Find(leaf.Variable)?.MolarMass, out _) is { } value && IsNear(value, leaf.Value);
    }

    private static bool IsNear(decimal value, decimal limit) => Math.Abs(value - limit) <= Math.Abs(limit) * 0.03m;

    private bool SkipBracketedWords()
    {
        var start = at.Position;
        if (at.TakeSign('('))
        {
            while (SkipMethod() || at.TakeWhole(WordKind.At) is not null || at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Inclusive) is not null)
            {
                // "(Appendix 4)"
                if (at.SignAt(at.Position + 1) == ')' && (at.NumberHere is not null || at.Word(at.Position).Length == 1))
                    at.Position++;
            }

            if (at.TakeSign(')') && at.Position > start + 2)
                return true;
        }

        at.Position = start;
        return false;
    }

    private CriterionNode WithWindow(CriterionNode node)
    {
        var start = at.Position;
        _ = at.TakeSign('(') || at.TakeSign(',');
        SkipFillers();
        if (at.Upper(at.Position) is "DOCUMENTED" or "RECORDED" or "OBTAINED" or "PERFORMED" or "MEASURED" or "ASSESSED")
            at.Position++;
        if (TakeWindow() is { } window)
        {
            _ = at.TakeSign(')');
            return Rewrite(node, leaf => leaf is Measurement { Within: null } measurement ? measurement with { Within = window } : leaf);
        }

        at.Position = start;
        return node;
    }

    private static CriterionNode Rewrite(CriterionNode node, Func<CriterionNode, CriterionNode> change) => node switch
    {
        AllOf all => new AllOf([.. all.Of.Select(part => Rewrite(part, change))]),
        AnyOf any => new AnyOf([.. any.Of.Select(part => Rewrite(part, change))]),
        Not not => new Not(Rewrite(not.Of, change)),
        Given given => new Given(given.Guard, Rewrite(given.Then, change), given.Else is null ? null : Rewrite(given.Else, change)),
        _ => change(node),
    };

    private CriterionNode Build(Subjects subjects, List<Limit> limits)
    {
        // "BSA ≥ 10%": a share of the body's surface, and not its size
        if (subjects.Variables is ["bsa"] && limits.TrueForAll(limit => limit.Quantity is { Unit: "%", Reference: null }))
            subjects = new Subjects(["bodySurfaceAffected"], Any: false);
        // "PT/INR ≤ 1.5": a prothrombin time would have a unit.
        if (subjects.Variables is ["pt", "inr"] or ["inr", "pt"] && limits.TrueForAll(limit => limit.Quantity is { Unit: null, Reference: null }))
            subjects = new Subjects(["inr"], Any: false);
        var nodes = subjects.Variables.Select(variable => Together([.. limits.Select(limit => Leaf(variable, limit))])).ToList();
        return nodes.Count == 1 ? nodes[0] : subjects.Any ? new AnyOf(nodes) : Joined(nodes);
    }

    private static CriterionNode Together(IReadOnlyList<CriterionNode> nodes) => nodes.Count == 1 ? nodes[0] : new AllOf(nodes);

    private CriterionNode Leaf(string subject, Limit limit)
    {
        // "creatinine = 1.5 mg/dL" has lost its "≤" on the way: nobody asks for exactly that.
        if (limit is { Comparison: Comparison.Equal, Quantity: { Unit: not (null or "%") } or { Reference: not null } })
            residue.Add(Math.Max(0, at.Position - 1));
        return LeafOf(subject, limit.Quantity.MayBeThousands ? limit with { Quantity = WithoutDot(subject, limit.Quantity) } : limit);
    }

    // "platelets > 100.000/mm3": a thousand times as many, where only that is plausible
    private Quantity WithoutDot(string subject, Quantity quantity)
    {
        if (quantity.Reference is not null || quantity.Unit is not { } unit || Variables.Find(subject) is not { } variable)
            return quantity;
        var (asWritten, asThousands) = (IsPlausible(variable, quantity.Value, unit), IsPlausible(variable, quantity.Value * 1000, unit));
        if (asThousands && asWritten)
            residue.Add(Math.Max(0, at.Position - 1));
        return asThousands ? quantity with { Value = quantity.Value * 1000 } : quantity;
    }

    private static bool IsPlausible(Variable variable, decimal value, string unit) =>
        UnitConversion.Convert(value, unit, variable.Unit, variable.MolarMass, out _) is { } converted && converted >= Math.Max(variable.Low, variable.High / 2000) && converted <= variable.High;

    private CriterionNode LeafOf(string subject, Limit limit) => subject switch
    {
        Subjects.Age => new AgeLimit(limit.Comparison, limit.Quantity.Value, limit.Quantity.Unit ?? "a"),
        Subjects.LifeExpectancy => new LifeExpectancy(limit.Comparison, limit.Quantity.Value, limit.Quantity.Unit ?? "mo"),
        Subjects.Performance => new PerformanceStatus(limit.Quantity.Value > 5 ? "karnofsky" : "ecog", limit.Comparison, [limit.Quantity.Value]),
        _ => new Measurement(subject, limit.Comparison, limit.Quantity.Value, UnitOf(subject, limit.Quantity), limit.Quantity.Reference),
    };

    // "weight more than 10 %" is about something else than a weight.
    private static bool Fits(string subject, string unit) =>
        Variables.Find(subject) is not { } variable || MeasuredManyWays.Contains(subject) || UnitConversion.Convert(1, unit, variable.Unit, variable.MolarMass, out _) is not null ||
        (unit is "[IU]/L" or "[IU]/mL" && variable.Unit is "U/L" or "U/mL");

    private string UnitOf(string subject, Quantity quantity)
    {
        // A day's protein is named by its variable; the unit beside the number says only the mass.
        if (subject is "urineProtein" && quantity.Unit is "g" or "mg")
            return $"{quantity.Unit}/(24.h)";
        var unit = quantity.Unit ?? Variables.Find(subject)?.ImpliedUnit ?? SupposedUnit(subject, quantity);
        // "LVEF > 0.50" is a fraction, and no per cent.
        if (quantity.Unit is null && unit is "%" && quantity.Value is > 0 and < 1)
            residue.Add(Math.Max(0, at.Position - 1));
        if (unit is not null && (quantity.Reference is not null || Fits(subject, unit)))
            return unit;
        // A limit without its unit is not understood where two units are plausible, or none.
        residue.Add(Math.Max(0, at.Position - 1));
        return "";
    }
}
