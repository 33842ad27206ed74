using System.Text.Json;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Tests.Criteria;

/// <summary>Trees that say the same have one normal form, and others have not.</summary>
public sealed class TreeNormalFormTests
{
    private const string Ast = """{"fact":"measurement","variable":"ast","op":"<=","value":2.5,"unit":"1","relativeTo":"uln","within":null}""";
    private const string Alt = """{"fact":"measurement","variable":"alt","op":"<=","value":2.50,"unit":"1","relativeTo":"uln","within":{"value":7,"unit":"d","direction":"before","anchor":null}}""";
    private const string Asthma = """{"fact":"condition","concept":"asthma","exists":true,"within":null}""";
    private const string NoAsthma = """{"fact":"condition","concept":"asthma","exists":false,"within":null}""";

    [Theory]
    [InlineData($$"""{"all":[{{Ast}},{{Alt}}]}""", $$"""{"all":[{{Alt}},{"all":[{{Ast}}]},{{Ast}}]}""")]
    [InlineData($$"""{"not":{"any":[{{Ast}},{{Asthma}}] } }""", $$"""{"all":[{{NoAsthma}},{"fact":"measurement","variable":"ast","op":">","value":2.5,"unit":"1","relativeTo":"uln","within":null}]}""")]
    [InlineData("""{"fact":"performanceStatus","scale":"ecog","op":"<=","value":1}""", """{"fact":"performanceStatus","scale":"ecog","op":"in","values":[0,1]}""")]
    [InlineData("""{"fact":"performanceStatus","scale":"karnofsky","op":">=","value":80}""", """{"fact":"performanceStatus","scale":"karnofsky","op":"in","values":[80,90,100]}""")]
    [InlineData("""{"fact":"performanceStatus","scale":"ecog","op":">","values":[2]}""", """{"fact":"performanceStatus","scale":"ecog","op":"in","values":[3,4,5]}""")]
    [InlineData("""{"fact":"condition","concept":"Brain Metastases","exists":true,"within":null}""", """{"fact":"condition","concept":"brain metastasis","exists":true,"within":null}""")]
    [InlineData("""{"fact":"condition","concept":"non-melanoma skin cancers","exists":true,"within":null}""", """{"fact":"condition","concept":"nonmelanoma skin cancer","exists":true,"within":null}""")]
    [InlineData("""{"fact":"therapy","concept":"concurrent antibodies","exists":true,"within":null}""", """{"fact":"therapy","concept":"current antibody","exists":true,"within":null}""")]
    [InlineData("""{"fact":"therapy","concept":"radiotherapy to the liver","exists":true,"within":null}""", """{"fact":"therapy","concept":"radiotherapy to liver","exists":true,"within":null}""")]
    [InlineData($$"""{"given":{{Asthma}},"then":{{Ast}},"else":{{NoAsthma}}}""", $$"""{"any":[{{NoAsthma}},{{Ast}}]}""")]
    [InlineData($$"""{"any":[{{NoAsthma}},{"all":[{{Asthma}},{{Ast}}]}]}""", $$"""{"any":[{{Ast}},{{NoAsthma}}]}""")]
    public void What_says_the_same_is_the_same(string left, string right) => Form(left).ShouldBe(Form(right));

    [Theory]
    [InlineData(Ast, """{"fact":"measurement","variable":"ast","op":"<","value":2.5,"unit":"1","relativeTo":"uln","within":null}""")]
    [InlineData($$"""{"all":[{{Ast}},{{Alt}}]}""", $$"""{"any":[{{Ast}},{{Alt}}]}""")]
    [InlineData(Asthma, NoAsthma)]
    [InlineData(Asthma, """{"fact":"condition","concept":"asthma","exists":true,"within":{"value":1,"unit":"a","direction":"before","anchor":null}}""")]
    [InlineData($$"""{"given":{{Asthma}},"then":{{Ast}},"else":null}""", $$"""{"given":{{Asthma}},"then":{{Ast}},"else":{{Alt}}}""")]
    [InlineData("""{"fact":"condition","concept":"cancer","exists":true,"within":null}""", """{"fact":"condition","concept":"other malignancy","exists":true,"within":null}""")]
    [InlineData("""{"fact":"therapy","concept":"chemotherapy","exists":true,"within":null}""", """{"fact":"therapy","concept":"concurrent chemotherapy","exists":true,"within":null}""")]
    [InlineData("""{"fact":"condition","concept":"sepsis","exists":true,"within":null}""", """{"fact":"condition","concept":"sepsi","exists":true,"within":null}""")]
    [InlineData("""{"fact":"measurement","variable":"ast","op":"<=","value":2.5,"unit":"mg/dL","relativeTo":null,"within":null}""", """{"fact":"measurement","variable":"ast","op":"<=","value":2.5,"unit":"Mg/dL","relativeTo":null,"within":null}""")]
    public void What_says_something_else_is_not(string left, string right) => Form(left).ShouldNotBe(Form(right));

    [Fact]
    public void Names_of_one_group_are_one_name_and_groups_that_share_one_are_one_group()
    {
        var names = new SynonymGroups([["heart attack", "myocardial infarction"], ["mL", "cm3"], ["infarct", "Heart Attacks"], ["trial", "concurrent trial"]]);

        names.Of("Myocardial infarctions").ShouldBe(names.Of("infarct"));
        names.Of("current trials").ShouldBe(names.Of("trial"));
        names.Of("angina").ShouldNotBe(names.Of("infarct"));
        names.Exactly("cm3").ShouldBe("mL");
        names.Exactly("ML").ShouldBe("ML");
    }

    private static string? Form(string json) => TreeNormalForm.Of(JsonDocument.Parse(json).RootElement);
}
