using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A name with the limits that define it: "uncontrolled hypertension, defined as systolic > 150 mmHg".</summary>
internal sealed partial class EntryParser
{
    // What is known by one measurement, by the last words of its name.
    private static readonly FrozenDictionary<string, string[]> MeasuredBy = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["hypertension"] = ["bp.systolic", "bp.diastolic"],
        ["hypotension"] = ["bp.systolic", "bp.diastolic"],
        ["thrombocytopenia"] = ["platelets"],
        ["anemia"] = ["hemoglobin"],
        ["neutropenia"] = ["neutrophils"],
        ["leukopenia"] = ["leukocytes"],
        ["lymphopenia"] = ["lymphocytes"],
        ["thrombocytosis"] = ["platelets"],
        ["leukocytosis"] = ["leukocytes"],
        ["hyperbilirubinemia"] = ["bilirubin.total", "bilirubin.direct"],
        ["hypercalcemia"] = ["calcium", "calcium.corrected"],
        ["hypocalcemia"] = ["calcium", "calcium.corrected"],
        ["hypokalemia"] = ["potassium"],
        ["hyperkalemia"] = ["potassium"],
        ["hypomagnesemia"] = ["magnesium"],
        ["hyponatremia"] = ["sodium"],
        ["hypoalbuminemia"] = ["albumin"],
        ["hyperglycemia"] = ["glucose", "glucose.fasting", "hba1c"],
        ["hypertriglyceridemia"] = ["triglycerides"],
        ["proteinuria"] = ["urineProtein", "upcRatio"],
        ["obesity"] = ["bmi"],
        ["prolongation"] = ["qtc", "qtcf"],
        ["insufficiency"] = ["creatinine", "creatinineClearance", "egfr"],
        ["impairment"] = ["creatinine", "creatinineClearance", "egfr"],
        ["failure"] = ["creatinine", "creatinineClearance", "egfr"],
        ["cholestasis"] = ["bilirubin.total", "bilirubin.direct"],
        ["jaundice"] = ["bilirubin.total", "bilirubin.direct"],
        ["glaucoma"] = ["iop"],
        ["fever"] = ["temperature"],
        ["hypothermia"] = ["temperature"],
        ["hypoxemia"] = ["spo2", "pao2"],
        ["hyperthyroidism"] = ["tsh"],
        ["hypothyroidism"] = ["tsh"],
        ["hypoglycemia"] = ["glucose", "glucose.fasting"],
        ["hyperuricemia"] = ["uricAcid"],
        ["hypercholesterolemia"] = ["ldlCholesterol", "cholesterol"],
        ["hyperphosphatemia"] = ["phosphate"],
        ["hypophosphatemia"] = ["phosphate"],
        ["hypernatremia"] = ["sodium"],
        ["eosinophilia"] = ["eosinophils"],
        ["tachypnea"] = ["respiratoryRate"],
        ["bradycardia"] = ["heartRate"],
        ["tachycardia"] = ["heartRate"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // By what myeloma is measured (Rajkumar et al., Blood 2011)
    private static readonly string[] Paraproteins = ["serumMProtein", "urineMProtein", "freeLightChain", "freeLightChainRatio"];

    // What has a limit right behind its name: "fever > 38.5 °C", "hypoalbuminemia < 30 g/L"
    private static readonly FrozenSet<string> ValuesByName = MeasuredBy.Keys.Where(name => name is not ("prolongation" or "insufficiency" or "impairment" or "failure" or "glaucoma" or "obesity" or "proteinuria")).ToFrozenSet(StringComparer.Ordinal);

    // defined := name [","] ["defined as"] limits | name "(" ["defined as"] limits ")"
    private CriterionNode? Defined(CriterionNode node) =>
        node is Condition { Exists: true, Within: null, Concept: "measurable disease" } && at.Holds(WordKind.Variable) ? DefinedBy("measurable disease", Paraproteins) :
        node is Condition { Exists: true, Within: null, Concept: var concept } && MeasuredBy.TryGetValue(concept.EndsWith("kidney disease", StringComparison.Ordinal) || concept.EndsWith("renal disease", StringComparison.Ordinal) ? "insufficiency" : concept[(concept.LastIndexOf(' ') + 1)..], out var variables) ? DefinedBy(concept, variables) : null;

    private CriterionNode? DefinedBy(string concept, string[] variables)
    {
        var start = at.Position;
        var unread = residue.Count;
        var remembered = lastSubjects;
        var named = !at.TakeSign(',') && at.TakeSign(':');
        var open = at.TakeSign('(');
        var said = SaysDefinition() || named;
        var treated = concept.EndsWith("hypertension", StringComparison.Ordinal);
        if (treated)
            SkipTreated();
        var limited = at.Position;
        if ((open || said || (at.Position == start && at.Is(WordKind.Operator) && (concept is "QT prolongation" || ValuesByName.Contains(concept[(concept.LastIndexOf(' ') + 1)..])))) && ++depth < DeepestNesting)
        {
            var limits = at.Is(WordKind.Operator) ? LimitChain(new Subjects(variables.Length == 2 && variables[0] is "bp.systolic" ? variables : variables[..1], Any: false)) : Sequence();
            depth--;
            var unit = at.Position > 0 && at[at.Position - 1].Kind != TokenKind.Number;
            if (treated)
                SkipTreated();
            if (!open && !said && concept is not "QT prolongation")
                limits = unit && (SkipVisits() || true) ? limits : null;
            // Between limits that a comma parts, an "and" may be meant as well as an "or".
            if (limits is not null && residue.Count == unread && Leaves(limits).All(leaf => leaf is Measurement one && variables.Contains(one.Variable, StringComparer.Ordinal)) && !HasComma(limited) && (open ? at.TakeSign(')') && EndsPhrase() : EndsPhrase() && !at.Is(WordKind.And) && !at.Is(WordKind.Or)))
                return SaysOpposite(concept, limits) ? negations > 0 && limits is Measurement ? Negation.Of(limits) : null : EitherPressure(limits);
        }

        lastSubjects = remembered;
        Back(start, unread);
        return null;
    }

    private const int LongestTreatment = 8;

    // "despite optimal medical therapy", "after standard antihypertensive treatment,": what "uncontrolled" says already
    private void SkipTreated()
    {
        var start = at.Position;
        if (at.Upper(start) is not ("DESPITE" or "AFTER" or "ON" or "WHILE"))
            return;
        while (!at.AtEnd && at.Position - start < LongestTreatment && at.NumberHere is null && at.Sign is not (')' or ',' or '.' or ';') && !at.Is(WordKind.Operator) && !at.Is(WordKind.Variable))
            at.Position++;
        if (at.Sign == ',' && at.Upper(start) is "AFTER" or "DESPITE")
            at.Position++;
        else if (!at.AtEnd && at.Sign is not (')' or '.' or ';'))
            at.Position = start;
    }

    // "no renal impairment (clearance > 30 mL/min)": what is asked, not what is denied
    private bool SaysOpposite(string concept, CriterionNode limits)
    {
        if (negations == 0)
            return false;
        var name = concept[(concept.LastIndexOf(' ') + 1)..];
        var low = name.StartsWith("hypo", StringComparison.Ordinal) || name.EndsWith("penia", StringComparison.Ordinal) || name is "anemia" or "bradycardia";
        return Leaves(limits).All(leaf => leaf is Measurement { Comparison: var way, Variable: var variable } && (low || variable is "egfr" or "creatinineClearance" ? way is Comparison.Above or Comparison.AtLeast : way is Comparison.Below or Comparison.AtMost));
    }

    // "hypertension (> 140/90 mmHg)": one of the two is enough.
    private static CriterionNode EitherPressure(CriterionNode limits) =>
        limits is AllOf { Of: [Measurement { Variable: "bp.systolic", Comparison: Comparison.Above or Comparison.AtLeast }, Measurement { Variable: "bp.diastolic", Comparison: Comparison.Above or Comparison.AtLeast }] } both ? new AnyOf(both.Of) : limits;

    private bool HasComma(int from) => Enumerable.Range(from, Math.Max(0, at.Position - from)).Any(i => at.SignAt(i) is ',' or ';');

    // "defined as", "i.e.,"
    private bool SaysDefinition()
    {
        var start = at.Position;
        while ((!at.Is(WordKind.Variable) && at.TakeWhole(WordKind.Filler) is not null) || at.TakeWhole(WordKind.MethodLead) is not null || (at.Upper(at.Position) is "I" or "E" or "IE" && Rewind(at.Position + 1)) || (at.Position > start && at.Sign is '.' or ',' && Rewind(at.Position + 1)))
        {
        }

        return Enumerable.Range(start, at.Position - start).Any(i => at.Upper(i) is "DEFINED" or "I" or "IE");
    }

    // of-age := age [":"] subjects limits, under a heading for several ages: "Ages 3-5: creatinine ≤ 0.8 mg/dL"
    private Given? OfAge(CriterionNode node)
    {
        if (polarity != Polarity.Inclusion || negations > 0 || guards > 0 || depth > 1 || !IsAge(node) || NamesPerson(at.Position))
            return null;
        var start = at.Position;
        var unread = residue.Count;
        _ = at.TakeSign(':') || at.TakeSign('-') || at.TakeSign(',');
        if (at.Is(WordKind.Variable) && LimitTerm() is { } limits && residue.Count == unread && Leaves(limits).All(leaf => leaf is Measurement) && at.AtEndOfSentence)
            return new Given(node, limits, null);
        Back(start, unread);
        return null;
    }
}
