using Equipoise.Eligibility.Criteria;
using Equipoise.Protocols.Reading;

namespace Equipoise.Protocols.Tests;

public sealed class ProtocolReaderTests
{
    private const string Head = "study: NCT07264075\ncriteria:\n  - id: inclusion-1\n    text: Some words.\n    tree: ";

    [Fact]
    public void Illumine_has_its_ten_inclusion_and_fourteen_exclusion_criteria()
    {
        var protocol = ShippedProtocols.Find("NCT07264075").ShouldNotBeNull();

        var top = protocol.Criteria.Where(criterion => !criterion.Id.Contains('.')).ToList();
        top.Count(criterion => criterion.Polarity == Polarity.Inclusion).ShouldBe(10);
        top.Count(criterion => criterion.Polarity == Polarity.Exclusion).ShouldBe(14);
        protocol.Criteria.Where(criterion => criterion.Tree is null).Select(criterion => criterion.Id).ShouldBe(["inclusion-10"]);
    }

    [Theory]
    [InlineData("inclusion-2", "age at least 18 years and age less than 80 years")]
    [InlineData("inclusion-10.c.i", "if liver metastases or suspected Gilbert syndrome, then bilirubin.total at most 3 times the upper limit of normal, otherwise bilirubin.total at most 1.5 times the upper limit of normal")]
    [InlineData("inclusion-10.b.ii", "urineProtein at most 2 {dipstick} or urineProtein less than 1 g/(24.h)")]
    [InlineData("exclusion-4", "anti-angiogenic therapy")]
    public void Illumine_says(string id, string words) =>
        PlainEnglish.Of(ShippedProtocols.Find("NCT07264075")!.Criteria.Single(criterion => criterion.Id == id).Tree!).ShouldBe(words);

    [Theory]
    [InlineData("{fact: age, op: \">=\", value: 18, unit: a}", """{"fact":"age","op":">=","value":18,"unit":"a"}""")]
    [InlineData("{not: {any: [{fact: condition, concept: stroke}, {fact: sex, concept: male}]}}", """{"not":{"any":[{"fact":"condition","concept":"stroke","exists":true,"within":null},{"fact":"sex","concept":"male","exists":true}]}}""")]
    public void The_keys_are_those_of_the_JSON(string yaml, string json) =>
        CriteriaJson.Write(ProtocolReader.Read(Head + yaml + "\n").Criteria[0].Tree).ShouldBe(json);

    [Theory]
    [InlineData("{fact: measurement, variable: neutrofils, op: \">=\", value: 1, unit: g}", "Line 5: There is no variable 'neutrofils'")]
    [InlineData("{fact: age, op: gt, value: 18, unit: a}", "Line 5: 'op' is one of >=")]
    [InlineData("{fact: age, op: \">=\", value: old, unit: a}", "Line 5: 'value' is a number.")]
    [InlineData("{fact: age, op: \">=\", value: 18, unit: fortnight}", "Line 5: The unit is one of")]
    [InlineData("{fact: condition, concept: the blues}", "Line 5: There is no concept 'the blues'")]
    [InlineData("{fact: condition, concept: stroke, color: red}", "Line 5: A statement has no 'color'")]
    [InlineData("{fact: mood}", "Line 5: There is no fact 'mood'")]
    [InlineData("{fact: measurement, variable: hemoglobin, op: \">=\", value: 9, unit: U/L}", "Line 5: hemoglobin is measured in g/dL: no value of it can be compared with one in 'U/L'.")]
    [InlineData("{fact: measurement, variable: bilirubin.total, op: \"<=\", value: 3, unit: kg}", "Line 5: bilirubin.total is measured in mg/dL")]
    [InlineData("{fact: measurement, variable: bilirubin.total, op: \"<=\", value: 3, unit: mg/dL, relativeTo: uln}", "Line 5: A multiple of the normal range has the unit 1, not 'mg/dL'.")]
    [InlineData("{fact: measurement, variable: hemoglobin, op: \">=\", value: -9, unit: g/dL}", "Line 5: hemoglobin is never below 0, and the limit is -9.")]
    [InlineData("{fact: therapy, concept: chemotherapy, within: {value: 4, unit: wk, anchor: lastMoon}}", "Line 5: There is no anchor 'lastMoon'; the anchors are randomization, ")]
    [InlineData("{all: []}", "Line 5: 'all' is an empty list.")]
    [InlineData("{fact: condition, concept: stroke", "Line 6: This is not YAML")]
    public void What_is_wrong_is_said_with_its_line(string yaml, string sentence) =>
        Should.Throw<ProtocolException>(() => ProtocolReader.Read(Head + yaml + "\n")).Message.ShouldStartWith(sentence);

    [Theory]
    [InlineData("bilirubin.total", "umol/L")]
    [InlineData("urineProtein", "mg/dL")]
    [InlineData("urineProtein", "{dipstick}")]
    [InlineData("neutrophils", "/mm3")]
    [InlineData("creatinine", "mmol/L")]
    public void A_limit_may_have_any_unit_that_values_can_be_compared_with(string variable, string unit) =>
        ProtocolReader.Read($"{Head}{{fact: measurement, variable: {variable}, op: \"<=\", value: 1, unit: \"{unit}\"}}\n").Criteria.ShouldHaveSingleItem();

    [Theory]
    [InlineData("NCT1")]
    [InlineData("nct07264075")]
    [InlineData("NCT0726407x")]
    public void An_id_that_looks_like_the_registrys_and_is_none_is_refused(string id) =>
        Should.Throw<ProtocolException>(() => ProtocolReader.Read($"study: {id}\ncriteria: []\n")).Message.ShouldBe($"Line 1: '{id}' is no id of the registry: write NCT and eight digits.");

    [Fact]
    public void A_protocol_without_criteria_is_refused() =>
        Should.Throw<ProtocolException>(() => ProtocolReader.Read("study: X\ncriteria: []\n")).Message.ShouldBe("Line 2: 'criteria' is an empty list: write at least one criterion, with an 'id' and a 'text'.");

    [Theory]
    [InlineData("study: [\nmy own words")]
    [InlineData("study: {a\nb")]
    public void A_text_that_breaks_off_within_brackets_is_a_sentence(string yaml) =>
        Should.Throw<ProtocolException>(() => ProtocolReader.Read(yaml)).Message.ShouldContain("This is not YAML");
}
