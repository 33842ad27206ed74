using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Tests.Criteria;

public sealed class CriteriaJsonTests
{
    private static readonly Measurement Bilirubin = new("bilirubin.total", Comparison.AtMost, 1.5m, "1", Reference.UpperLimit);

    [Fact]
    public void A_guarded_limit_keeps_its_three_parts() =>
        CriteriaJson.Write(new Given(new Condition("liver metastases"), Bilirubin with { Value = 3 }, Bilirubin)).ShouldBe(
            """{"given":{"fact":"condition","concept":"liver metastases","exists":true,"within":null},"then":{"fact":"measurement","variable":"bilirubin.total","op":"<=","value":3,"unit":"1","relativeTo":"uln","within":null},"else":{"fact":"measurement","variable":"bilirubin.total","op":"<=","value":1.5,"unit":"1","relativeTo":"uln","within":null}}""");

    [Fact]
    public void A_washout_names_its_window_and_anchor() =>
        CriteriaJson.Write(new Therapy("chemotherapy", Exists: false, new Window(4, "wk", Anchor: "randomization"))).ShouldBe(
            """{"fact":"therapy","concept":"chemotherapy","exists":false,"within":{"value":4,"unit":"wk","direction":"before","anchor":"randomization"},"op":null,"value":null}""");

    [Fact]
    public void A_performance_status_is_a_set_or_a_limit()
    {
        CriteriaJson.Write(new PerformanceStatus("ecog", null, [0, 1])).ShouldBe("""{"fact":"performanceStatus","scale":"ecog","op":"in","values":[0,1]}""");
        CriteriaJson.Write(new PerformanceStatus("karnofsky", Comparison.AtLeast, [70])).ShouldBe("""{"fact":"performanceStatus","scale":"karnofsky","op":"in","values":[70,80,90,100]}""");
        CriteriaJson.Write(new PerformanceStatus("ecog", Comparison.Below, [2])).ShouldBe("""{"fact":"performanceStatus","scale":"ecog","op":"in","values":[0,1]}""");
    }

    [Fact]
    public void Groups_nest() =>
        CriteriaJson.Write(new Not(new AnyOf([new AgeLimit(Comparison.Below, 18, "a"), new AtLeastOf(1, [new Equipoise.Eligibility.Criteria.Circumstance(CircumstanceKind.Consent, "informed consent")])]))).ShouldBe(
            """{"not":{"any":[{"fact":"age","op":"<","value":18,"unit":"a"},{"atLeast":1,"of":[{"fact":"consent","concept":"informed consent","exists":true}]}]}}""");

    [Fact]
    public void A_tree_is_printed_in_words() =>
        PlainEnglish.Of(new Given(new AnyOf([new Condition("liver metastases"), new Condition("Gilbert syndrome")]), Bilirubin with { Value = 3 }, Bilirubin))
            .ShouldBe("if liver metastases or Gilbert syndrome, then bilirubin.total at most 3 times the upper limit of normal, otherwise bilirubin.total at most 1.5 times the upper limit of normal");
}
