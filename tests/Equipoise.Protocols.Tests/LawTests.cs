using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Facts.Rows;

namespace Equipoise.Protocols.Tests;

/// <summary>What holds of every verdict, tried on ILLUMINE's criteria and many random patients.</summary>
public sealed class LawTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly IReadOnlyList<Criterion> Illumine = ShippedProtocols.Find("NCT07264075")!.Criteria;
    private static readonly IReadOnlyList<PatientFacts> Patients = [.. Enumerable.Range(0, Thoroughness.Full ? 20_000 : 400).Select(RandomPatients.Make)];

    [Fact]
    public void Excluding_a_statement_is_including_its_contrary()
    {
        var asked = Illumine.Where(criterion => criterion.Tree is not null).Select(criterion => criterion with { Polarity = Polarity.Exclusion }).ToList();
        var contrary = asked.Select(criterion => criterion with { Polarity = Polarity.Inclusion, Tree = new Not(criterion.Tree!) }).ToList();

        foreach (var patient in Patients)
            Verdicts(asked, patient).ShouldBe(Verdicts(contrary, patient), patient.Id);
    }

    [Fact]
    public void A_fact_about_something_else_changes_no_verdict()
    {
        foreach (var patient in Patients)
        {
            var more = patient with
            {
                Values = [.. patient.Values, new ValueFact("ldh", 200, "U/L", FactDate.On(Today), "new")],
                Conditions = [.. patient.Conditions, new EventFact(["osteoarthritis"], Standing.Active, null, null, "new", "osteoarthritis")],
                Therapies = [.. patient.Therapies, new EventFact(["metformin"], Standing.Active, null, null, "new", "metformin")],
            };
            Verdicts(Illumine, more).ShouldBe(Verdicts(Illumine, patient), patient.Id);
        }
    }

    [Fact]
    public void An_older_value_supersedes_nothing()
    {
        var older = FactDate.On(new DateOnly(2001, 1, 1));
        foreach (var patient in Patients.Where(patient => patient.Values.All(fact => fact.Date is { IsIllegible: false })))
        {
            var known = patient.Values.Where(fact => fact.Date!.First <= Today).Select(fact => fact.Variable).ToHashSet(StringComparer.Ordinal);
            var before = Judge.Screen(Illumine, patient, Today);
            var after = Judge.Screen(Illumine, patient with { Values = [.. patient.Values, .. known.Select(variable => new ValueFact(variable, 1, Unit(patient, variable), older, "old"))] }, Today);

            before.Criteria.Zip(after.Criteria).Where(pair => pair.First.Verdict is Verdict.Met or Verdict.NotMet && pair.First.Verdict != pair.Second.Verdict && !RestsOnUnit(pair.First))
                .Select(pair => $"{patient.Id} {pair.First.Criterion.Id}: {pair.First.Finding.Sentence} | {pair.Second.Finding.Sentence}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_order_of_a_record_and_its_form_change_nothing()
    {
        foreach (var patient in Patients)
        {
            var turned = patient with { Values = [.. patient.Values.Reverse()], Conditions = [.. patient.Conditions.Reverse()], Therapies = [.. patient.Therapies.Reverse()], Circumstances = [.. patient.Circumstances.Reverse()] };
            Verdicts(Illumine, turned).ShouldBe(Verdicts(Illumine, patient), patient.Id);
            var written = CsvReader.Read(FactRows.Write([patient])).Single();
            written.Unreadable.Count.ShouldBe(patient.Values.Sum(fact => (fact.Unread is null ? 0 : 1) + (fact.Date is { IsIllegible: true } ? 1 : 0)), patient.Id);
            Verdicts(Illumine, written).ShouldBe(Verdicts(Illumine, patient), patient.Id);
        }
    }

    [Fact]
    public void Another_unit_of_the_same_value_changes_nothing()
    {
        foreach (var patient in Patients)
        {
            var converted = patient with { Values = [.. patient.Values.Select(InAnotherUnit)] };
            Verdicts(Illumine, converted).ShouldBe(Verdicts(Illumine, patient), patient.Id);
        }
    }

    [Theory]
    [InlineData(Standing.Active, Standing.Absent, Verdict.Met)] // the guard holds: 3 × ULN
    [InlineData(Standing.Uncertain, Standing.Absent, Verdict.Met)] // it holds for a syndrome that is only suspected
    [InlineData(Standing.Absent, Standing.Absent, Verdict.NotMet)] // it does not: 1.5 × ULN
    [InlineData(Standing.Absent, Standing.Uncertain, Verdict.Unknown)] // nobody knows, and it matters
    public void A_guard_has_three_cases(Standing gilbert, Standing metastases, Verdict verdict)
    {
        var patient = new PatientFacts
        {
            Id = "p",
            Values = [new ValueFact("bilirubin.total", 2, "mg/dL", FactDate.On(Today), "o", High: 1)],
            Conditions = [new EventFact(["Gilbert syndrome"], gilbert, null, null, "c", "Gilbert"), new EventFact(["liver metastases"], metastases, null, null, "d", "liver metastases")],
        };

        Verdicts(Illumine, patient).Single(one => one.Id == "inclusion-10.c.i").Verdict.ShouldBe(verdict);
        Verdicts(Illumine, patient with { Values = [patient.Values[0] with { Value = 1 }] }).Single(one => one.Id == "inclusion-10.c.i").Verdict.ShouldBe(Verdict.Met);
        Verdicts(Illumine, patient with { Values = [patient.Values[0] with { Value = 4 }] }).Single(one => one.Id == "inclusion-10.c.i").Verdict.ShouldBe(Verdict.NotMet);
    }

    [Fact]
    public void Missing_facts_stand_in_the_order_of_how_many_criteria_they_settle() =>
        Patients.Select(patient => Judge.Screen(Illumine, patient, Today).Missing.Select(missing => missing.Criteria.Count).ToList()).ShouldAllBe(counts => counts.SequenceEqual(counts.OrderByDescending(count => count)));

    private static List<(string Id, Verdict Verdict)> Verdicts(IReadOnlyList<Criterion> criteria, PatientFacts patient) =>
        [.. Judge.Screen(criteria, patient, Today).Criteria.Select(verdict => (verdict.Criterion.Id, verdict.Verdict))];

    private static string Unit(PatientFacts patient, string variable) => patient.Values.First(fact => fact.Variable == variable).Unit;

    // Protein in urine has two kinds of unit, of which the older value may be the only one that fits.
    private static bool RestsOnUnit(CriterionVerdict verdict) => verdict.Criterion.Id is "inclusion-10.b.ii";

    private static ValueFact InAnotherUnit(ValueFact fact) => fact.Unit switch
    {
        "10*9/L" => fact with { Unit = "10*3/uL" },
        "g/dL" => fact with { Unit = "g/L", Value = fact.Value * 10, High = fact.High * 10 },
        "U/L" => fact with { Unit = "U/mL", Value = fact.Value / 1000, High = fact.High / 1000 },
        "mg/dL" => fact with { Unit = "ug/mL", Value = fact.Value * 10, High = fact.High * 10 },
        "kg" => fact with { Unit = "g", Value = fact.Value * 1000, High = fact.High * 1000 },
        _ => fact,
    };
}
