using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Evaluation;

/// <summary>What the dates of conditions and treatments decide, and what they leave open.</summary>
public sealed class EventTimeTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void What_began_within_the_window_was_within_it_whenever_it_ended() =>
        Judge("Radiotherapy within 4 weeks", Therapy("radiotherapy", Standing.Over, "2026-11-10", null)).ShouldBe(Verdict.NotMet);

    [Fact]
    public void What_began_before_the_window_and_has_no_end_on_record_is_left_open() =>
        Judge("Radiotherapy within 4 weeks", Therapy("radiotherapy", Standing.Over, "2026-05-10", null)).ShouldBe(Verdict.Unknown);

    [Fact]
    public void A_condition_of_which_nobody_says_whether_it_is_over_may_be_there_still() =>
        Judge("Malignancy within 3 years", Condition("breast cancer", Standing.Present, "2015-05-10")).ShouldBe(Verdict.Unknown);

    [Fact]
    public void What_was_denied_before_it_began_is_no_contradiction()
    {
        Judge("Liver metastases", Condition("liver metastases", Standing.Absent, "2026-01-10"), Condition("liver metastases", Standing.Active, "2026-06-10")).ShouldBe(Verdict.NotMet);
        Screen("Liver metastases", [Condition("liver metastases", Standing.Absent, "2026-07-10"), Condition("liver metastases", Standing.Active, "2026-06-10")]).Finding.Reason.ShouldBe(Reason.Conflict);
        Screen("Liver metastases", [Condition("liver metastases", Standing.Absent, null), Condition("liver metastases", Standing.Active, "2026-06-10")]).Finding.Reason.ShouldBe(Reason.Conflict);
    }

    [Fact]
    public void A_denied_disease_of_a_site_denies_neither_the_disease_nor_the_site()
    {
        var both = new EventFact(["cancer", "lung disease"], Standing.Absent, null, null, "c", "malignant neoplasm of the lung");

        Judge("Lung disease", both).ShouldBe(Verdict.Unknown);
        Judge("Malignancy", both).ShouldBe(Verdict.Unknown);
    }

    [Theory]
    [InlineData("Active hepatitis B", "Inactive hepatitis B")]
    [InlineData("Stage II melanoma", "Stage III melanoma")]
    [InlineData("Stage I melanoma", "Melanoma, stage IV")]
    [InlineData("Severe infection", "Not severe infection")]
    public void A_narrowing_word_is_a_word_and_no_part_of_one(string criterion, string words)
    {
        var concept = words.Contains("melanoma", StringComparison.OrdinalIgnoreCase) ? "melanoma" : words.Contains("hepatitis", StringComparison.Ordinal) ? "hepatitis B" : "infection";

        Judge(criterion, new EventFact([concept], Standing.Present, null, null, "c", words)).ShouldNotBe(Verdict.NotMet);
    }

    [Theory]
    [InlineData("Stage III melanoma", "Stage IIIB melanoma", Verdict.NotMet)]
    [InlineData("Stage IIIB melanoma", "Stage IIIB melanoma", Verdict.NotMet)]
    [InlineData("Stage IIIB melanoma", "Stage III melanoma", Verdict.Unknown)] // or IIIA, or IIIC
    [InlineData("Stage III melanoma", "Melanoma", Verdict.Unknown)]
    [InlineData("Stage III melanoma", "Stage 3 melanoma", Verdict.NotMet)]
    public void A_stage_contains_its_parts(string criterion, string words, Verdict verdict) =>
        Judge(criterion, new EventFact(["melanoma"], Standing.Active, null, null, "c", words)).ShouldBe(verdict);

    [Fact]
    public void Dates_that_do_not_say_which_value_is_the_latest_are_imprecise_and_no_contradiction()
    {
        var verdict = Measured("Hemoglobin ≥ 9 g/dL", [Value("hemoglobin", 8, "g/dL", "2026-11"), Value("hemoglobin", 12, "g/dL", "2026-11-10")]);

        (verdict.Verdict, verdict.Finding.Reason).ShouldBe((Verdict.Unknown, (Reason?)Reason.ImpreciseDate));
    }

    [Fact]
    public void A_derived_value_rests_on_the_latest_plausible_values_from_the_time_asked_for()
    {
        ValueFact[] fine = [Value("creatinine", 1, "mg/dL", "2026-11-18"), Value("weight", 70, "kg", "2026-11-18")];
        const string Criterion = "Creatinine clearance ≥ 50 mL/min";

        Measured(Criterion, fine).Verdict.ShouldBe(Verdict.Met);
        Measured(Criterion, [fine[0] with { Value = 88 }, fine[1]]).Verdict.ShouldBe(Verdict.Unknown); // µmol/L, called mg/dL
        Measured(Criterion, [.. fine, Value("creatinine", 0.3m, "mg/dL", "2026-11-20") with { Bound = Eligibility.Criteria.Comparison.Below }]).Verdict.ShouldBe(Verdict.Unknown);
        Measured(Criterion, [.. fine, Value("creatinine", 2, "mg/dL", "2026-11-18")]).Finding.Reason.ShouldBe(Reason.Conflict);
        Measured("Creatinine clearance ≥ 50 mL/min within 14 days", [fine[0] with { Date = Date("2026-01-18") }, fine[1]]).Verdict.ShouldBe(Verdict.Unknown);
    }

    private static Verdict Judge(string criterion, params EventFact[] facts) => Screen(criterion, facts).Verdict;

    private static CriterionVerdict Screen(string criterion, EventFact[] facts) => Eligibility.Evaluation.Judge.Screen(
        CriteriaReader.Read($"Exclusion Criteria:\n* {criterion}"),
        new PatientFacts { Id = "p", Conditions = [.. facts.Where(fact => !fact.Concepts.Contains("radiotherapy"))], Therapies = [.. facts.Where(fact => fact.Concepts.Contains("radiotherapy"))] },
        Today).Criteria.Single();

    private static CriterionVerdict Measured(string criterion, ValueFact[] values) => Eligibility.Evaluation.Judge.Screen(
        CriteriaReader.Read($"Inclusion Criteria:\n* {criterion}"),
        new PatientFacts { Id = "p", Born = Date("1960-05-17"), Sex = "male", Values = values },
        Today).Criteria.Single();

    private static EventFact Condition(string concept, Standing standing, string? start) => new([concept], standing, start is null ? null : Date(start), null, $"c-{standing}", concept);

    private static EventFact Therapy(string concept, Standing standing, string start, string? end) => new([concept], standing, Date(start), end is null ? null : Date(end), "t", concept);

    private static ValueFact Value(string variable, decimal value, string unit, string date) => new(variable, value, unit, Date(date), $"o-{variable}-{value}");

    private static FactDate Date(string text) => FactDate.TryParse(text, out var date) ? date : throw new ArgumentException(text, nameof(text));
}
