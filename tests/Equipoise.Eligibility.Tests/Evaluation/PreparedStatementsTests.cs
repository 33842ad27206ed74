using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Evaluation;

/// <summary>Statements are prepared once for many patients, and the words of texts looked up once; neither changes what is said.</summary>
public sealed class PreparedStatementsTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_washout_ends_on_its_own_day_whichever_day_was_asked_before()
    {
        var criteria = CriteriaReader.Read("Exclusion criteria:\n* Radiotherapy within 4 weeks");
        var patient = Treated("2026-11-01");

        var verdicts = new[] { 0, 60, 0, 60 }.Select(days => Judge.Screen(criteria, patient, Today.AddDays(days)).Criteria[0].Verdict);

        verdicts.ShouldBe([Verdict.NotMet, Verdict.Met, Verdict.NotMet, Verdict.Met]);
    }

    [Fact]
    public void The_same_words_are_asked_of_diseases_and_of_treatments_with_and_without_a_time()
    {
        var patient = Treated("2020-11-01");

        Of("Radiotherapy").ShouldBe(Verdict.NotMet);
        Of("Radiotherapy within 4 weeks").ShouldBe(Verdict.Met);
        Of("Radiotherapy within 4 months").ShouldBe(Verdict.Met);
        Of("Radiotherapy within 10 years").ShouldBe(Verdict.NotMet);
        Of("Radiotherapy").ShouldBe(Verdict.NotMet);

        Verdict Of(string text) => Judge.Screen(CriteriaReader.Read($"Exclusion criteria:\n* {text}"), patient, Today).Criteria[0].Verdict;
    }

    [Fact]
    public void More_statements_than_are_kept_change_no_verdict()
    {
        var criteria = CriteriaReader.Read("Exclusion criteria:\n* Radiotherapy within 4 weeks\n* Uncontrolled diabetes\n* Cisplatin within 6 months");
        var patient = Treated("2026-11-10");
        var before = Said(criteria, patient);

        for (var days = 1; days <= 9000; days++)
            Judge.Screen(CriteriaReader.Read($"Exclusion criteria:\n* Radiotherapy within {days} days"), patient, Today).Criteria[0].Verdict.ShouldBe(days < 12 ? Verdict.Met : Verdict.NotMet, $"{days} days");

        Said(criteria, patient).ShouldBe(before);
    }

    [Fact]
    public void More_words_than_are_kept_change_no_reading_and_no_count_of_its_steps()
    {
        const string text = "Inclusion criteria:\n* ANC ≥ 1,500/µL and platelets ≥ 100 × 10⁹/L\n* Histologically confirmed melanoma, stage T3-4 N0 M0\n* No osimertinib or Frobozzinib within 3 weeks";
        var before = Read(text, out var steps);

        for (var part = 0; part < 100; part++)
            CriteriaReader.Read(string.Join(' ', Enumerable.Range(part * 400, 400).Select(number => $"word{(char)('a' + (number % 26))}x{number}")), out var some).Count.ShouldBe(1, $"{some} steps");

        Read(text, out var again).ShouldBe(before);
        again.ShouldBe(steps);
    }

    [Fact]
    public void New_words_take_no_more_steps_than_known_ones()
    {
        var words = Enumerable.Range(0, 1000).Select(number => $"zq{number}v").ToArray();
        CriteriaReader.Read(string.Join(' ', words[..500]), out var some);
        CriteriaReader.Read(string.Join(' ', words[..500]), out var again);
        CriteriaReader.Read(string.Join(' ', words), out var twice);

        again.ShouldBe(some);
        twice.ShouldBeLessThan((some * 2) + 1000);
    }

    private static PatientFacts Treated(string day) => new()
    {
        Id = "p",
        Therapies = [new EventFact(["radiotherapy"], Standing.Over, Date(day), Date(day), "t", "radiotherapy")],
        TherapiesAreComplete = true,
    };

    private static FactDate Date(string text) => FactDate.TryParse(text, out var date) ? date : throw new ArgumentException(text, nameof(text));

    private static List<string> Said(IReadOnlyList<Criterion> criteria, PatientFacts patient) => [.. Judge.Screen(criteria, patient, Today).Criteria.Select(one => $"{one.Verdict} {one.Finding.Sentence}")];

    private static List<string> Read(string text, out long steps) => [.. CriteriaReader.Read(text, out steps).Select(criterion => $"{criterion} {string.Join(',', criterion.Residue)} {CriteriaJson.Write(criterion.Tree)}")];
}
