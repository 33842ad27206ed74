using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Evaluation;

public sealed class JudgeTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("1946-11-22", Verdict.NotMet)] // 80 today
    [InlineData("1946-11-23", Verdict.Met)] // 80 tomorrow
    [InlineData("2008-11-22", Verdict.Met)] // 18 today
    [InlineData("2008-11-23", Verdict.NotMet)]
    [InlineData("1946", Verdict.Unknown)]
    public void Age_is_counted_in_birthdays(string born, Verdict verdict) =>
        Screen("Aged ≥ 18 and < 80 years", Some with { Born = Date(born) }).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData(1500, "/uL", Verdict.Met)]
    [InlineData(1.5, "10*3/uL", Verdict.Met)]
    [InlineData(1.49, "10*9/L", Verdict.NotMet)]
    [InlineData(1.5, "mg/dL", Verdict.Unknown)]
    [InlineData(1.5, "", Verdict.Unknown)]
    public void A_unit_never_changes_a_verdict(double value, string unit, Verdict verdict) =>
        Screen("ANC ≥ 1.5 x 10^9/L", With(new ValueFact("neutrophils", (decimal)value, unit, Date("2026-11-20"), "o1"))).Verdict.ShouldBe(verdict);

    [Fact]
    public void A_value_that_no_person_has_makes_nobody_eligible()
    {
        var verdict = Screen("ANC ≥ 1.5 x 10^9/L", With(new ValueFact("neutrophils", 406.65m, "10*3/uL", Date("2026-11-20"), "o1")));

        verdict.Verdict.ShouldBe(Verdict.Unknown);
        verdict.Finding.Reason.ShouldBe(Reason.NeedsJudgment);
        verdict.Finding.Evidence.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_limit_with_a_slip_of_its_unit_decides_nothing()
    {
        var verdict = Screen("Hemoglobin ≥ 9 mg/dL", With(new ValueFact("hemoglobin", 4m, "g/dL", Date("2026-11-20"), "o1")));

        verdict.Finding.Reason.ShouldBe(Reason.NeedsJudgment);
        verdict.Finding.Sentence.ShouldContain("look at the unit");
    }

    [Fact]
    public void A_condition_is_shown_with_its_own_date_and_not_with_the_day_of_asking()
    {
        var active = Event("lung cancer", Standing.Active) with { Start = Date("2024-05-01") };

        var verdict = Screen("Malignancy within 5 years", Some with { Conditions = [active] });

        verdict.Finding.Sentence.ShouldContain("since 2024-05-01, still active");
        verdict.Finding.Sentence.ShouldNotContain("2026-11-22");
    }

    [Fact]
    public void Molar_values_are_rounded_to_the_analytes_digits()
    {
        // 10 g/dL of hemoglobin are 6.2056 mmol/L; a laboratory reports 6.2, which is 9.99 g/dL and, to one digit, 10.0.
        Screen("Hemoglobin ≥ 10 g/dL", With(new ValueFact("hemoglobin", 6.2m, "mmol/L", Date("2026-11-20"), "o1"))).Verdict.ShouldBe(Verdict.Met);
        Screen("Hemoglobin ≥ 10 g/dL", With(new ValueFact("hemoglobin", 6.1m, "mmol/L", Date("2026-11-20"), "o1"))).Verdict.ShouldBe(Verdict.NotMet);
    }

    [Fact]
    public void A_multiple_of_the_normal_range_needs_the_range_of_the_value_itself()
    {
        var bilirubin = new ValueFact("bilirubin.total", 1.8m, "mg/dL", Date("2026-11-20"), "o1");

        Screen("Bilirubin ≤ 1.5 × ULN", With(bilirubin with { High = 1.2m })).Verdict.ShouldBe(Verdict.Met);
        Screen("Bilirubin ≤ 1.5 × ULN", With(bilirubin with { High = 1.1m })).Verdict.ShouldBe(Verdict.NotMet);
        var unknown = Screen("Bilirubin ≤ 1.5 × ULN", With(bilirubin));
        unknown.Finding.Reason.ShouldBe(Reason.NoReferenceRange);
        unknown.Finding.SettledBy.ShouldBe("normal range of bilirubin.total");
    }

    [Fact]
    public void A_guard_has_three_cases()
    {
        const string text = "Bilirubin ≤ 1.5 × ULN (≤ 3 × ULN with Gilbert syndrome)";
        var at25 = With(new ValueFact("bilirubin.total", 2.5m, "mg/dL", Date("2026-11-20"), "o1", High: 1));

        Screen(text, at25 with { Conditions = [Event("Gilbert syndrome", Standing.Active)] }).Verdict.ShouldBe(Verdict.Met);
        Screen(text, at25 with { Conditions = [Event("Gilbert syndrome", Standing.Absent)] }).Verdict.ShouldBe(Verdict.NotMet);
        var open = Screen(text, at25);
        open.Verdict.ShouldBe(Verdict.Unknown);
        open.Finding.SettledBy.ShouldBe("Gilbert syndrome");
        // At 1 × ULN the guard does not matter.
        Screen(text, With(new ValueFact("bilirubin.total", 1m, "mg/dL", Date("2026-11-20"), "o1", High: 1))).Verdict.ShouldBe(Verdict.Met);
    }

    [Fact]
    public void The_latest_value_counts_and_two_of_one_day_conflict()
    {
        var low = new ValueFact("platelets", 90, "10*9/L", Date("2026-11-01"), "o1");
        var high = new ValueFact("platelets", 110, "10*9/L", Date("2026-11-20"), "o2");

        Screen("Platelets ≥ 100 x 10^9/L", With(high, low)).Verdict.ShouldBe(Verdict.Met);
        Screen("Platelets ≥ 100 x 10^9/L", With(low, high with { Date = low.Date })).Finding.Reason.ShouldBe(Reason.Conflict);
        Screen("Platelets ≥ 100 x 10^9/L", With(low, low with { Value = 90000, Unit = "/uL", Source = "o3" })).Verdict.ShouldBe(Verdict.NotMet);
        Screen("Platelets ≥ 100 x 10^9/L", With(high with { Date = Date("2026-12-01") })).Finding.Reason.ShouldBe(Reason.NoData);
    }

    [Theory]
    [InlineData(Comparison.Below, 0.5, Verdict.Met)]
    [InlineData(Comparison.Above, 1, Verdict.NotMet)]
    [InlineData(Comparison.Above, 0.5, Verdict.Unknown)]
    public void A_bound_decides_only_what_it_decides(Comparison bound, double value, Verdict verdict) =>
        Screen("PSA < 1 ng/mL", With(new ValueFact("psa", (decimal)value, "ng/mL", Date("2026-11-20"), "o1", bound))).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData("2026-10-25", Verdict.Met)] // 28 days before: the four weeks are full
    [InlineData("2026-10-26", Verdict.NotMet)]
    [InlineData("2026-10", Verdict.Unknown)]
    public void A_washout_is_judged_by_the_day(string end, Verdict verdict) =>
        Screen("At least 4 weeks since prior chemotherapy", Some with { Therapies = [Event("cisplatin", Standing.Over, end)], TherapiesAreComplete = true }).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData("longer", "2026-11-10", Verdict.NotMet)] // within the 28 days, whatever the half-life is
    [InlineData("longer", "2026-06-10", Verdict.Unknown)]
    [InlineData("shorter", "2026-06-10", Verdict.Met)] // long before the 28 days
    [InlineData("shorter", "2026-11-10", Verdict.Unknown)]
    public void Half_lives_leave_open_what_the_days_do_not_decide(string which, string end, Verdict verdict) =>
        Screen($"Exclusion Criteria:\n\n* Cisplatin within 28 days or 5 half-lives, whichever is {which}", Some with { Therapies = [Event("cisplatin", Standing.Over, end)], TherapiesAreComplete = true }).Verdict.ShouldBe(verdict);

    [Fact]
    public void What_is_going_on_is_within_any_number_of_half_lives() =>
        Screen("Exclusion Criteria:\n\n* Cisplatin within 5 half-lives", Some with { Therapies = [Event("cisplatin", Standing.Active)], TherapiesAreComplete = true }).Verdict.ShouldBe(Verdict.NotMet);

    [Fact]
    public void Silence_is_not_absence_unless_the_record_says_that_it_is_complete()
    {
        var silent = Screen("No brain metastases", Some);
        silent.Finding.Reason.ShouldBe(Reason.NoData);
        silent.Finding.SettledBy.ShouldBe("brain metastases");
        Screen("No brain metastases", Some with { ConditionsAreComplete = true }).Verdict.ShouldBe(Verdict.Met);
        Screen("No brain metastases", Some with { Conditions = [Event("metastases", Standing.Absent)] }).Verdict.ShouldBe(Verdict.Met);
        Screen("No brain metastases", Some with { Conditions = [Event("brain metastases", Standing.Active)] }).Verdict.ShouldBe(Verdict.NotMet);
        Screen("No brain metastases", Some with { Conditions = [Event("brain metastases", Standing.Active), Event("brain metastases", Standing.Absent)] }).Finding.Reason.ShouldBe(Reason.Conflict);
    }

    [Fact]
    public void An_exception_excuses_itself_and_nothing_else()
    {
        const string text = "Exclusion Criteria:\n\n* Malignancy within 5 years except adequately treated carcinoma in situ of the cervix";
        var treated = Event("carcinoma in situ of the cervix", Standing.Over, "2024-05-01");
        var breast = Event("breast cancer", Standing.Over, "2024-05-01");

        Screen(text, Some with { Conditions = [treated], ConditionsAreComplete = true }).Verdict.ShouldBe(Verdict.Met);
        Screen(text, Some with { Conditions = [treated, breast], ConditionsAreComplete = true }).Verdict.ShouldBe(Verdict.NotMet);
    }

    [Fact]
    public void What_is_not_understood_is_never_met_whichever_way_it_points()
    {
        foreach (var section in (string[])["Inclusion", "Exclusion"])
        {
            var verdict = Screen($"{section} Criteria:\n\n* Age ≥ 18 years on a rainy day", Some with { Born = Date("1980-01-01") });
            (verdict.Verdict, verdict.Finding.Reason).ShouldBe((Verdict.Unknown, Reason.NotComputable));
        }
    }

    [Fact]
    public void One_of_a_list_is_enough_where_the_lead_in_says_so()
    {
        const string text = "Inclusion Criteria:\n\n* At least one of the following:\n   * Diabetes\n   * Hypertension";
        var answer = Judge.Screen(CriteriaReader.Read(text), Some with { Conditions = [Event("hypertension", Standing.Active)], ConditionsAreComplete = true }, Today);

        answer.Failed.ShouldBeEmpty();
        answer.Answer.ShouldBe(Answer.EligibleAsFarAsComputable);
        answer.Criteria[0].Verdict.ShouldBe(Verdict.Met);
    }

    [Theory]
    [InlineData("Note: basal cell carcinoma of the skin is allowed")]
    [InlineData("NB: see the manual of the study")]
    public void A_criterion_with_a_note_below_it_decides_nothing_by_itself(string note)
    {
        var answer = Judge.Screen(CriteriaReader.Read($"Exclusion Criteria:\n\n* Stroke within 3 years\n  * {note}"), Some, Today);

        (answer.Criteria[0].Verdict, answer.Criteria[0].Finding.Reason).ShouldBe((Verdict.Unknown, Reason.NeedsJudgment));
        answer.Criteria[0].Finding.Sentence.ShouldStartWith("A note below it says more; a person must read both.");
    }

    [Fact]
    public void Entries_of_one_list_that_nobody_fulfills_together_are_alternatives_and_left_to_a_person()
    {
        var answer = Judge.Screen(CriteriaReader.Read("Inclusion Criteria:\n\n* Menopausal state:\n   * Age < 50 years\n   * Age ≥ 50 years"), Some with { Born = Date("1980-01-01") }, Today);

        answer.Failed.ShouldBeEmpty();
        answer.Criteria[^1].Verdict.ShouldBe(Verdict.Unknown);
    }

    [Theory]
    [InlineData("* Platelets ≥ 90 x 10^9/L OR\n* Hemoglobin ≥ 9 g/dL\n* Age ≥ 18 years")]
    [InlineData("* Platelets ≥ 90 x 10^9/L\n* or\n* Hemoglobin ≥ 9 g/dL\n* Age ≥ 18 years")]
    public void Entries_tied_by_an_or_are_judged_together(string list)
    {
        var criteria = CriteriaReader.Read("Inclusion Criteria:\n\n" + list);
        criteria.ShouldAllBe(criterion => criterion.Residue.Count == 0);
        var patient = With(new ValueFact("platelets", 20, "10*9/L", Date("2026-11-20"), "o1"), new ValueFact("hemoglobin", 11, "g/dL", Date("2026-11-20"), "o2")) with { Born = Date("1980-01-01") };

        var fits = Judge.Screen(criteria, patient, Today);
        fits.Failed.ShouldBeEmpty();
        fits.Answer.ShouldBe(Answer.EligibleAsFarAsComputable);
        fits.Criteria[0].Verdict.ShouldBe(Verdict.Met);
        var columns = new PatientColumns();
        columns.Add(patient);
        new Matcher(new CompiledStudies([("S", criteria)]), Today).Verdicts(columns, 0)[0].ShouldBe(fits.Criteria.Select(verdict => verdict.Verdict));

        var neither = patient with { Values = [patient.Values[0], patient.Values[1] with { Value = 7 }] };
        Judge.Screen(criteria, neither, Today).Failed.ShouldBe(["inclusion-1"]);
    }

    [Fact]
    public void The_answer_names_what_fails_and_orders_what_is_missing()
    {
        const string text = "Inclusion Criteria:\n\n* Platelets ≥ 100 x 10^9/L\n* Platelets ≤ 900 x 10^9/L\n* ANC ≥ 1.5 x 10^9/L\n* Age ≥ 18 years";
        var open = Judge.Screen(CriteriaReader.Read(text), Some with { Born = Date("1980-01-01") }, Today);
        open.Answer.ShouldBe(Answer.Open);
        open.Missing.Select(missing => (missing.Fact, missing.Criteria.Count)).ShouldBe([("platelets", 2), ("neutrophils", 1)]);
        Judge.Screen(CriteriaReader.Read(text), Some with { Born = Date("2020-01-01") }, Today).Failed.ShouldBe(["inclusion-4"]);
    }

    // (140 - 60) × 72 / (72 × 1.0) = 80 mL/min in a man of 60 years and 72 kg with 1.0 mg/dL; 0.85 of it in a woman.
    [Theory]
    [InlineData("male", "80")]
    [InlineData("female", "68")]
    public void Creatinine_clearance_is_derived_where_it_is_not_recorded(string sex, string clearance)
    {
        var patient = With(new ValueFact("creatinine", 1, "mg/dL", Date("2026-11-20"), "o1"), new ValueFact("weight", 72, "kg", Date("2026-11-20"), "o2")) with { Born = Date("1966-01-01"), Sex = sex };

        var verdict = Screen("Creatinine clearance ≥ 50 mL/min", patient);
        verdict.Verdict.ShouldBe(Verdict.Met);
        verdict.Finding.Evidence.Select(evidence => (evidence.Value, evidence.Source)).ShouldBe([(clearance, "Cockcroft-Gault"), ("1", "o1"), ("72", "o2")]);
    }

    private static PatientFacts Some { get; } = new() { Id = "p1" };

    private static PatientFacts With(params ValueFact[] values) => Some with { Values = values };

    private static EventFact Event(string concept, Standing standing, string? end = null) => new([concept], standing, null, end is null ? null : Date(end), "c1", concept);

    private static FactDate Date(string text) => FactDate.TryParse(text, out var date) ? date : throw new ArgumentException(text, nameof(text));

    private static CriterionVerdict Screen(string text, PatientFacts patient) => Judge.Screen(CriteriaReader.Read(text), patient, Today).Criteria[^1];
}
