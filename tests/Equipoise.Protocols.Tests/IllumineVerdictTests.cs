using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Protocols.Tests;

/// <summary>The traps in ILLUMINE's criteria, each with the patient who would fall into it. The verdicts were fixed before
/// the code ran.</summary>
public sealed class IllumineVerdictTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("1946-11-22", Verdict.NotMet)]
    [InlineData("1946-11-23", Verdict.Met)]
    public void Who_is_exactly_eighty_is_too_old(string born, Verdict verdict) => Judged("inclusion-2", Some with { Born = Date(born) }).ShouldBe(verdict);

    [Fact]
    public void Bilirubin_at_two_and_a_half_times_the_limit_needs_Gilbert_or_liver_metastases()
    {
        var patient = Some with { Values = [Value("bilirubin.total", 2.5m, "mg/dL", high: 1)] };

        Judged("inclusion-10.c.i", patient with { Conditions = [Event("Gilbert syndrome", Standing.Active)] }).ShouldBe(Verdict.Met);
        Judged("inclusion-10.c.i", patient with { Conditions = [Event("liver metastases", Standing.Active)] }).ShouldBe(Verdict.Met);
        Judged("inclusion-10.c.i", patient with { ConditionsAreComplete = true }).ShouldBe(Verdict.NotMet);
        Judged("inclusion-10.c.i", patient).ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void Transaminases_at_four_times_the_limit_need_liver_metastases()
    {
        var patient = Some with { Values = [Value("ast", 160, "U/L", high: 40), Value("alt", 40, "U/L", high: 40)] };

        Judged("inclusion-10.c.ii", patient with { Conditions = [Event("liver metastases", Standing.Active)] }).ShouldBe(Verdict.Met);
        Judged("inclusion-10.c.ii", patient with { Conditions = [Event("liver metastases", Standing.Absent)] }).ShouldBe(Verdict.NotMet);
        Judged("inclusion-10.c.ii", patient with { Values = [Value("ast", 160, "U/L"), Value("alt", 40, "U/L")], ConditionsAreComplete = true }).ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void On_an_anticoagulant_the_INR_does_not_count_but_the_dose_must_be_judged()
    {
        var patient = Some with { Values = [Value("inr", 2.5m, "1", high: 1.2m), Value("aptt", 60, "s", high: 35)] };

        Judged("inclusion-10.d", patient with { TherapiesAreComplete = true }).ShouldBe(Verdict.NotMet);
        var anticoagulated = Screen("inclusion-10.d", patient with { Therapies = [Event("warfarin", Standing.Active)] });
        (anticoagulated.Verdict, anticoagulated.Finding.Reason).ShouldBe((Verdict.Unknown, (Reason?)Reason.NeedsJudgment));
    }

    [Theory]
    [InlineData("2026-06-22", Verdict.NotMet)] // five months ago
    [InlineData("2026-04-22", Verdict.Unknown)] // seven: whether it was meant to cure, a person must say
    public void Adjuvant_cisplatin_counts_for_six_months(string end, Verdict verdict) =>
        Judged("inclusion-7", Some with { Conditions = [Event("oropharyngeal cancer", Standing.Active)], Therapies = [Event("cisplatin", Standing.Over, end)], TherapiesAreComplete = true }).ShouldBe(verdict);

    [Fact]
    public void Who_was_never_treated_has_had_no_treatment() => Judged("inclusion-7", Some with { TherapiesAreComplete = true }).ShouldBe(Verdict.Met);

    [Fact]
    public void A_carcinoma_in_situ_that_was_cured_excludes_nobody()
    {
        var own = Event("oropharyngeal cancer", Standing.Active);

        Judged("exclusion-2", Some with { Conditions = [own, Event("carcinoma in situ of the cervix", Standing.Over, "2025-05-01")], ConditionsAreComplete = true }).ShouldBe(Verdict.Met);
        Judged("exclusion-2", Some with { Conditions = [own, Event("breast cancer", Standing.Over, "2025-05-01")], ConditionsAreComplete = true }).ShouldBe(Verdict.NotMet);
        Judged("exclusion-2", Some with { Conditions = [own, Event("breast cancer", Standing.Over, "2020-05-01")], ConditionsAreComplete = true }).ShouldBe(Verdict.Met);
    }

    [Fact]
    public void The_HPV_status_must_be_known_for_the_oropharynx_and_p16_is_not_that()
    {
        var oropharynx = Event("oropharyngeal cancer", Standing.Active);

        Judged("inclusion-6", Some with { Conditions = [oropharynx] }).ShouldBe(Verdict.Unknown);
        Judged("inclusion-6", Some with { Conditions = [oropharynx, Event("p16 positivity", Standing.Present)] }).ShouldBe(Verdict.Unknown);
        Judged("inclusion-6", Some with { Conditions = [oropharynx, Event("HPV infection", Standing.Absent)] }).ShouldBe(Verdict.Met);
        Judged("inclusion-6", Some with { Conditions = [Event("laryngeal cancer", Standing.Active)], ConditionsAreComplete = true }).ShouldBe(Verdict.Met);
    }

    [Theory]
    [InlineData(2, "{dipstick}", Verdict.Met)]
    [InlineData(3, "{dipstick}", Verdict.Unknown)] // the 24 hours are not on record
    [InlineData(0.9, "g/(24.h)", Verdict.Met)]
    public void Urine_protein_has_two_ways(double value, string unit, Verdict verdict) =>
        Judged("inclusion-10.b.ii", Some with { Values = [Value("urineProtein", (decimal)value, unit)] }).ShouldBe(verdict);

    [Fact]
    public void Three_plus_and_more_than_a_gram_fails_both_ways() =>
        Judged("inclusion-10.b.ii", Some with { Values = [Value("urineProtein", 3, "{dipstick}"), Value("urineProtein", 1.2m, "g/(24.h)")] }).ShouldBe(Verdict.NotMet);

    [Fact]
    public void A_refuted_condition_excludes_nobody()
    {
        string[] kinds = ["brainstem metastases", "leptomeningeal disease", "spinal cord metastases", "spinal cord compression"];

        Judged("exclusion-9", Some with { Conditions = [.. kinds.Select(kind => Event(kind, Standing.Absent))] }).ShouldBe(Verdict.Met);
        Judged("exclusion-9", Some with { Conditions = [Event("spinal cord compression", Standing.Active)] }).ShouldBe(Verdict.NotMet);
    }

    [Theory]
    [InlineData("nivolumab", "exclusion-6", Verdict.NotMet)]
    [InlineData("bevacizumab", "exclusion-4", Verdict.NotMet)]
    [InlineData("cisplatin", "exclusion-6", Verdict.Met)]
    public void Drugs_belong_to_their_class(string drug, string criterion, Verdict verdict) =>
        Judged(criterion, Some with { Therapies = [Event(drug, Standing.Over, "2025-01-01")], TherapiesAreComplete = true }).ShouldBe(verdict);

    private static PatientFacts Some { get; } = new() { Id = "p1" };

    private static Verdict Judged(string id, PatientFacts patient) => Screen(id, patient).Verdict;

    private static CriterionVerdict Screen(string id, PatientFacts patient) =>
        Judge.Screen(ShippedProtocols.Find("NCT07264075")!.Criteria, patient, Today).Criteria.Single(verdict => verdict.Criterion.Id == id);

    private static ValueFact Value(string variable, decimal value, string unit, decimal? high = null) => new(variable, value, unit, Date("2026-11-20"), $"o-{variable}-{unit}", High: high);

    private static EventFact Event(string concept, Standing standing, string? end = null) => new([concept], standing, null, end is null ? null : Date(end), $"c-{concept}", concept);

    private static FactDate Date(string text) => FactDate.TryParse(text, out var date) ? date : throw new ArgumentException(text, nameof(text));
}
