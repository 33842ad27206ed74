using Equipoise.Eligibility.Reading;
using Equipoise.Eligibility.Reading.Quality;

namespace Equipoise.Eligibility.Tests.Reading.Quality;

/// <summary>How readings are counted against labels.</summary>
public sealed class QualityTallyTests
{
    private const string Platelets = """{"study":"NCT00000001","start":0,"end":1,"part":"work","class":"computable","tree":{"fact":"measurement","variable":"platelets","op":">=","value":100,"unit":"10*9/L","relativeTo":null,"within":null}}""";
    private const string Story = """{"study":"NCT00000001","start":0,"end":1,"part":"final","class":"narrative","tree":null}""";
    private const string Disputed = """{"study":"NCT00000001","start":0,"end":1,"part":"final","class":"open","tree":null}""";

    private const string Infarct = """{"study":"NCT00000001","start":0,"end":1,"part":"work","class":"computable","tree":{"fact":"condition","concept":"heart attack","exists":true,"within":null},"names":[["heart attack","myocardial infarction"]],"equivalents":[{"fact":"condition","concept":"unstable angina","exists":true,"within":null}]}""";

    [Theory]
    [InlineData(Infarct, "Myocardial infarction", ReadingOutcome.Right)]
    [InlineData(Infarct, "Unstable angina", ReadingOutcome.Right)]
    [InlineData(Infarct, "No myocardial infarction", ReadingOutcome.Wrong)]
    [InlineData(Infarct, "Asthma", ReadingOutcome.Wrong)]
    [InlineData(Platelets, "Platelets ≥ 100 x 10^9/L", ReadingOutcome.Right)]
    [InlineData(Platelets, "Platelets > 100 x 10^9/L", ReadingOutcome.Wrong)]
    [InlineData(Platelets, "Platelets ≥ 100 x 10^9/L in moonlight", ReadingOutcome.Partial)]
    [InlineData(Story, "Lives near the sea", ReadingOutcome.LeftAlone)]
    [InlineData(Story, "Age ≥ 18 years", ReadingOutcome.Wrong)]
    [InlineData(Disputed, "Age ≥ 18 years", ReadingOutcome.Open)]
    public void Each_reading_has_one_outcome(string label, string line, ReadingOutcome outcome) =>
        new QualityTally().Add(LabelledCriterion.ReadAll(label).ShouldHaveSingleItem(), CriteriaReader.Read(line).ShouldHaveSingleItem()).ShouldBe(outcome);

    [Fact]
    public void The_report_has_shares_kinds_and_confusions()
    {
        var tally = new QualityTally();
        tally.Add(LabelledCriterion.ReadAll(Platelets)[0], CriteriaReader.Read("Platelets ≥ 100 x 10^9/L")[0]);
        tally.Add(LabelledCriterion.ReadAll(Platelets)[0], null);

        tally.Count(ReadingOutcome.Right).ShouldBe(1);
        tally.CountComputable(ReadingOutcome.Partial, "work").ShouldBe(1);
        var page = tally.ToMarkdown();
        page.ShouldContain("| work | 2 | 1 (50.0 %) | 1 (50.0 %) | 0 (0.0 %) |");
        page.ShouldContain("| measurement | 2 | 1 | 1 | 0 |");
        page.ShouldContain("| computable | 1 | 0 | 0 | 0 | 0 |");
    }

    [Fact]
    public void A_broken_line_is_named() =>
        Should.Throw<FormatException>(() => LabelledCriterion.ReadAll(Platelets + "\n{}")).Message.ShouldContain("Line 2");
}
