using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Evaluation;

/// <summary>Limits of age and sex that stand in a record's own fields and not in its text.</summary>
public sealed class RecordLimitsTests
{
    private static readonly RegistryLimits Women = new("18 Years", "80 Years", "FEMALE");

    [Theory]
    [InlineData("* Hemoglobin ≥ 9 g/dL", "inclusion-1 record-minimum-age record-maximum-age record-sex")]
    [InlineData("* Age ≥ 21 years", "inclusion-1 record-maximum-age record-sex")]
    [InlineData("* Women aged 18 to 79 years", "inclusion-1")]
    public void They_stand_behind_the_text_which_governs_where_it_says_so_itself(string line, string ids) =>
        string.Join(' ', RecordLimits.With(Read(line), Women).Select(criterion => criterion.Id)).ShouldBe(ids);

    [Fact]
    public void A_man_and_a_child_are_not_eligible_for_a_study_of_women()
    {
        var criteria = RecordLimits.With(Read("* Hemoglobin ≥ 9 g/dL"), Women);
        var boy = new PatientFacts { Id = "b", Sex = "male", Born = FactDate.On(new DateOnly(2015, 1, 1)) };

        var answer = Judge.Screen(criteria, boy, new DateOnly(2026, 11, 22));

        answer.Answer.ShouldBe(Answer.Ineligible);
        answer.Failed.ShouldBe(["record-minimum-age", "record-sex"]);
    }

    [Fact]
    public void More_asked_for_than_stand_below_is_not_understood_rather_than_failed()
    {
        Criterion[] criteria =
        [
            new() { Id = "inclusion-1", Polarity = Polarity.Inclusion, Text = "At least 3 months", Source = default, Evaluability = Evaluability.Administrative, Grouping = Grouping.AtLeast, AtLeast = 3 },
            .. RecordLimits.With([], Women).Take(2).Select(limit => limit with { Parent = "inclusion-1" }),
        ];

        var verdict = Judge.Screen(criteria, new PatientFacts { Id = "w", Sex = "female" }, new DateOnly(2026, 11, 22)).Criteria[0];

        (verdict.Verdict, verdict.Finding.Reason).ShouldBe((Verdict.Unknown, Reason.NotComputable));
    }

    private static IReadOnlyList<Criterion> Read(string line) => CriteriaReader.Read($"Inclusion Criteria:\n\n{line}");
}
