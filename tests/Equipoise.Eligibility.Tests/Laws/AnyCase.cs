using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Eligibility.Tests.Laws;

/// <summary>Any tree over a small world of facts, with any patient of that world: small, so that trees and facts meet often.</summary>
/// <param name="Tree">A statement.</param>
/// <param name="Patient">A patient.</param>
internal sealed record AnyCase(CriterionNode Tree, PatientFacts Patient)
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly string[] Conditions = ["diabetes", "hypertension", "brain metastases", "metastases"];

    private static readonly string[] Therapies = ["cisplatin", "chemotherapy", "radiotherapy"];

    public static Arbitrary<AnyCase> Any { get; } = (from tree in Trees(3) from patient in Patients select new AnyCase(tree, patient)).ToArbitrary();

    private static Gen<Comparison> Comparisons => Gen.Elements(Comparison.AtLeast, Comparison.Above, Comparison.AtMost, Comparison.Below, Comparison.Equal);

    private static Gen<Window?> Windows => Gen.Elements<Window?>(null, new Window(4, "wk"), new Window(6, "mo"), new Window(5, "a"));

    // Whole numbers of a few sizes: limits are often hit exactly.
    private static Gen<CriterionNode> Leaves => Gen.OneOf<CriterionNode>(
        from comparison in Comparisons from value in Gen.Choose(80, 120) from within in Windows select (CriterionNode)new Measurement("platelets", comparison, value, "10*9/L", null, within),
        from comparison in Comparisons from value in Gen.Choose(9, 12) select (CriterionNode)new Measurement("hemoglobin", comparison, value, "g/dL"),
        from comparison in Comparisons from value in Gen.Choose(1, 3) select (CriterionNode)new Measurement("ast", comparison, value, "1", Reference.UpperLimit),
        from comparison in Comparisons from value in Gen.Elements(18, 65, 80) select (CriterionNode)new AgeLimit(comparison, value, "a"),
        from most in Gen.Choose(0, 2) select (CriterionNode)new PerformanceStatus("ecog", Comparison.AtMost, [most]),
        from concept in Gen.Elements(Conditions) from exists in Gen.Elements(true, false) from within in Windows select (CriterionNode)new Condition(concept, exists, within),
        from concept in Gen.Elements(Therapies) from exists in Gen.Elements(true, false) from within in Windows select (CriterionNode)new Therapy(concept, exists, within),
        from exists in Gen.Elements(true, false) select (CriterionNode)new Circumstance(CircumstanceKind.Pregnancy, "pregnant", exists));

    private static Gen<FactDate?> Dates => Gen.OneOf(
        from back in Gen.Choose(0, 800) select (FactDate?)FactDate.On(Today.AddDays(-back)),
        from back in Gen.Choose(0, 30) select Parsed(Today.AddMonths(-back).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Constant<FactDate?>(null));

    private static Gen<ValueFact> Values => Gen.OneOf(
        from value in Gen.Choose(80, 120) from date in Dates select new ValueFact("platelets", value, "10*9/L", date, "p"),
        from value in Gen.Choose(90, 120) from date in Dates select new ValueFact("hemoglobin", value / 10m, "g/dL", date, "h"),
        from date in Dates select ValueFact.NotRead("hemoglobin", "see remark", date, "h"),
        from value in Gen.Choose(80, 120) select new ValueFact("platelets", value, "10*9/L", FactDate.Illegible("12/05/26"), "p"),
        from value in Gen.Choose(20, 160) from date in Dates from high in Gen.Elements<decimal?>(null, 40m) select new ValueFact("ast", value, "U/L", date, "a", High: high),
        from value in Gen.Choose(0, 3) from date in Dates select new ValueFact("ecog", value, "1", date, "e"));

    private static Gen<PatientFacts> Patients =>
        from values in Values.ListOf()
        from conditions in Events(Conditions).ListOf()
        from therapies in Events(Therapies).ListOf()
        from born in Gen.Elements<FactDate?>(null, FactDate.On(new DateOnly(1946, 11, 22)), FactDate.On(new DateOnly(1980, 3, 4)), Parsed("2008"))
        from complete in Gen.Elements(true, false)
        from saidOn in Dates
        from circumstances in Circumstances.ListOf()
        select new PatientFacts
        {
            Id = "p1", Born = born, Sex = "female", Values = [.. values.Take(5)], Conditions = [.. conditions.Take(3)], Therapies = [.. therapies.Take(3)],
            AllConditions = complete ? new Claim(saidOn) : null, AllTherapies = complete ? new Claim(On: null) : null, Circumstances = [.. circumstances.Take(2)],
        };

    private static Gen<CircumstanceFact> Circumstances => Gen.OneOf(
        from holds in Gen.Elements(true, false) from date in Dates select new CircumstanceFact(CircumstanceKind.Pregnancy, "pregnant", holds, date, "g"),
        from date in Dates select CircumstanceFact.NotRead(CircumstanceKind.Pregnancy, "pregnant", "see remark", date, "g"));

    private static Gen<EventFact> Events(string[] concepts) =>
        from concept in Gen.Elements(concepts)
        from standing in Gen.Elements(Standing.Present, Standing.Active, Standing.Over, Standing.Absent, Standing.Uncertain)
        from start in Dates
        from end in Dates
        select new EventFact([concept], standing, start, standing is Standing.Over ? end : null, "c", concept);

    private static Gen<CriterionNode> Trees(int depth) => depth == 0
        ? Leaves
        : Gen.OneOf(
            Leaves,
            from parts in Parts(depth) select (CriterionNode)new AllOf(parts),
            from parts in Parts(depth) select (CriterionNode)new AnyOf(parts),
            from parts in Parts(depth) from count in Gen.Choose(1, 3) select (CriterionNode)new AtLeastOf(count, parts),
            from part in Trees(depth - 1) select (CriterionNode)new Not(part),
            from guard in Trees(depth - 1) from then in Trees(depth - 1) from otherwise in Trees(depth - 1) from hasElse in Gen.Elements(true, false)
            select (CriterionNode)new Given(guard, then, hasElse ? otherwise : null));

    private static Gen<IReadOnlyList<CriterionNode>> Parts(int depth) =>
        from first in Trees(depth - 1) from second in Trees(depth - 1) from third in Trees(depth - 1) from count in Gen.Choose(1, 3)
        select (IReadOnlyList<CriterionNode>)new[] { first, second, third }.Take(count).ToList();

    private static FactDate? Parsed(string text) => FactDate.TryParse(text, out var date) ? date : null;
}
