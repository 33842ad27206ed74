using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Protocols.Tests;

/// <summary>Matching many with many says what judging one by one says.</summary>
public sealed class MatcherTests
{
    private const string Text = """
        Inclusion Criteria:
        * Age ≥ 18 years
        * At least one of the following:
          * ANC ≥ 1.5 x 10^9/L
          * Platelets ≥ 100 x 10^9/L
          * Recurrent disease of a kind that nobody reads
        * Hemoglobin ≥ 9 g/dL within 14 days before randomization
        * Creatinine clearance ≥ 60 mL/min
        * Total bilirubin ≤ 1.5 x ULN (≤ 3 x ULN in patients with Gilbert syndrome)
        * BMI ≥ 18 kg/m2
        * At least 4 weeks since prior radiotherapy
        Exclusion Criteria:
        * Malignancy within 5 years except basal cell carcinoma
        * Pregnant or breastfeeding
        * More than 2 prior chemotherapy regimens
        * Active infection
        """;

    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly (string, IReadOnlyList<Criterion>)[] Studies = [("NCT07264075", ShippedProtocols.Find("NCT07264075")!.Criteria), ("text", CriteriaReader.Read(Text))];
    private static readonly SiteRanges Ranges = SiteRanges.Read("variable,unit,low,high,sex,ageFrom,ageTo\nast,U/L,,40,male,,\nalt,U/L,,50,,65,\nbilirubin.total,mg/dL,,1.2,,,\n");

    [Fact]
    public void Every_verdict_and_answer_is_the_one_that_a_single_patient_gets()
    {
        var patients = Enumerable.Range(0, Thoroughness.Full ? 50_000 : 2000).Select(RandomPatients.Make).ToList();
        var columns = new PatientColumns();
        patients.ForEach(columns.Add);
        var matcher = new Matcher(new CompiledStudies(Studies), Today, Ranges);

        var matches = matcher.Match(columns, withAnswers: true);

        var seen = new HashSet<(string, Verdict)>();
        foreach (var (number, (study, criteria)) in Studies.Index())
        {
            var verdicts = matcher.Verdicts(columns, number);
            foreach (var (place, patient) in patients.Index())
            {
                var alone = Judge.Screen(criteria, patient, Today, Ranges);
                alone.Criteria.Zip(verdicts[place]).Where(pair => pair.First.Verdict != pair.Second)
                    .Select(pair => $"{study} {patient.Id} {pair.First.Criterion.Id}: alone {pair.First.Verdict} ({pair.First.Finding.Sentence}), matched {pair.Second}").ShouldBeEmpty();
                matches[number].Answers![place].ShouldBe(alone.Answer, $"{study} {patient.Id}");
                seen.UnionWith(alone.Criteria.Select(verdict => ($"{study} {verdict.Criterion.Id}", verdict.Verdict)));
            }

            matches[number].Ineligible.ShouldBe(matches[number].Answers!.Count(answer => answer == Answer.Ineligible));
            matches[number].Open.ShouldBe(matches[number].Answers!.Count(answer => answer == Answer.Open));
        }

        // The patients are varied enough for the comparison to mean something.
        seen.Count.ShouldBeGreaterThan(80);
    }

    [Fact]
    public void A_clearance_computed_from_a_year_of_birth_decides_as_it_does_for_a_single_patient()
    {
        FactDate.TryParse("1950", out var year).ShouldBeTrue();
        FactDate.TryParse("2026-11-01", out var day).ShouldBeTrue();
        // 140 - 76 years, 70 kg: 62.2 mL/min at 1.0 mg/dL, 44.4 at 1.4, and no less where the birthday is yet to come.
        var patients = new[] { 0.6m, 1.0m, 1.4m, 2.4m }.Select(creatinine => new PatientFacts
        {
            Id = $"{creatinine}",
            Born = year,
            Sex = "male",
            Values = [new ValueFact("creatinine", creatinine, "mg/dL", day, "c"), new ValueFact("weight", 70, "kg", day, "w")],
        }).ToList();
        var columns = new PatientColumns();
        patients.ForEach(columns.Add);

        var matched = new Matcher(new CompiledStudies(Studies), Today).Verdicts(columns, 0);

        var place = Studies[0].Item2.Index().First(criterion => criterion.Item.Id == "inclusion-10.b.i").Index;
        matched.Select(verdicts => verdicts[place]).ShouldBe([Verdict.Met, Verdict.Met, Verdict.Unknown, Verdict.Unknown]);
        matched.Select(verdicts => verdicts[place]).ShouldBe(patients.Select(patient => Judge.Screen(Studies[0].Item2, patient, Today).Criteria[place].Verdict));
    }

    [Fact]
    public void Nobody_matches_nothing()
    {
        new Matcher(new CompiledStudies(Studies), Today).Match(new PatientColumns()).Select(match => match.Open + match.Ineligible + match.EligibleAsFarAsComputable).ShouldBe([0, 0]);
        var columns = new PatientColumns();
        columns.Add(new PatientFacts { Id = "x" });
        new Matcher(new CompiledStudies([]), Today).Match(columns).ShouldBeEmpty();
    }
}
