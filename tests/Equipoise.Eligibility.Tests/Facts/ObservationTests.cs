using System.Text;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>What an observation says, and which range of normal it brings for this patient.</summary>
public sealed class ObservationTests
{
    private const string Ast = "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"1920-8\"}]},\"valueQuantity\":{\"value\":100,\"system\":\"http://unitsofmeasure.org\",\"code\":\"U/L\"}";

    [Theory]
    [InlineData("""[{"high":{"value":40,"unit":"U/L"}}]""", 40.0)]
    [InlineData("""[{"high":{"value":35},"appliesTo":[{"coding":[{"system":"http://snomed.info/sct","code":"248152002"}]}]},{"high":{"value":45},"appliesTo":[{"text":"Male"}]}]""", 45.0)]
    [InlineData("""[{"high":{"value":35},"appliesTo":[{"text":"female"}]}]""", null)]
    [InlineData("""[{"high":{"value":35}},{"high":{"value":45}}]""", null)] // which of them, nobody says
    [InlineData("""[{"high":{"value":60},"age":{"high":{"value":1,"code":"a","system":"http://unitsofmeasure.org"}}},{"high":{"value":45},"age":{"low":{"value":18}}}]""", 45.0)]
    [InlineData("""[{"high":{"value":90},"type":{"coding":[{"code":"treatment"}]}},{"high":{"value":40}}]""", 40.0)]
    [InlineData("""[{"text":"10 - 40"}]""", 40.0)]
    [InlineData("""[{"text":"10-40 U/L"}]""", 40.0)]
    [InlineData("""[{"text":"below 40 or so"}]""", null)]
    public void A_range_of_normal_is_the_one_that_applies(string ranges, double? high) =>
        Read("{" + Ast + ",\"referenceRange\":" + ranges + "}").Values.ShouldHaveSingleItem().High.ShouldBe(high is { } limit ? (decimal)limit : null);

    [Theory]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"260348001"}]}""", 2)]
    [InlineData("""{"coding":[{"system":"http://loinc.org","code":"LA11843-2"}]}""", 3)]
    [InlineData("""{"text":"2+"}""", 2)]
    [InlineData("""{"coding":[{"system":"http://snomed.info/sct","code":"260385009"}]}""", 0)]
    public void A_dipstick_is_read_by_its_code(string value, int grade)
    {
        var fact = Read("{\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"20454-5\"}]},\"valueCodeableConcept\":" + value + "}").Values.ShouldHaveSingleItem();

        (fact.Value, fact.Unit).ShouldBe((grade, "{dipstick}"));
    }

    [Fact]
    public void A_combined_positive_score_is_no_share_even_where_it_has_a_percent_sign()
    {
        var fact = Read("""{"code":{"text":"PD-L1 immunohistochemistry"},"component":[{"code":{"coding":[{"code":"C176582"}]},"valueQuantity":{"value":10,"system":"http://unitsofmeasure.org","code":"%"}}]}""").Values.ShouldHaveSingleItem();

        (fact.Variable, fact.Value, fact.Unit).ShouldBe(("pdl1.cps", 10m, "1"));
        Read("""{"code":{"text":"PD-L1 combined positive score"},"valueString":"<1"}""").Values.ShouldHaveSingleItem().Bound.ShouldBe(Eligibility.Criteria.Comparison.Below);
    }

    [Fact]
    public void A_sign_that_is_not_known_makes_a_value_unreadable()
    {
        var patient = Read("{\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"718-7\"}]},\"valueQuantity\":{\"value\":12,\"comparator\":\"about\",\"code\":\"g/dL\"}}");

        patient.Values.ShouldHaveSingleItem().Unread.ShouldNotBeNull();
        patient.Unreadable.Count.ShouldBe(1);
    }

    [Fact]
    public void A_negative_marker_of_cancer_denies_no_cancer() =>
        Read("""{"code":{"text":"Tumor marker Cancer"},"valueCodeableConcept":{"text":"Negative"}}""").Conditions.ShouldBeEmpty();

    [Fact]
    public void A_final_result_takes_the_place_of_the_preliminary_one_of_its_time()
    {
        string One(string status, string day, int value) => $"{{\"resourceType\":\"Observation\",\"id\":\"{status}{day}\",\"status\":\"{status}\",\"effectiveDateTime\":\"{day}\",\"code\":{{\"coding\":[{{\"system\":\"http://loinc.org\",\"code\":\"718-7\"}}]}},\"valueQuantity\":{{\"value\":{value},\"code\":\"g/dL\"}}}}";

        ReadAll(One("preliminary", "2026-11-10", 9), One("final", "2026-11-10", 12)).Values.Select(fact => fact.Value).ShouldBe([12m]);
        ReadAll(One("preliminary", "2026-11-11", 9), One("final", "2026-11-10", 12)).Values.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"coding":[{"system":"urn:local","code":"x"},{"system":"http://terminology.hl7.org/CodeSystem/condition-ver-status","code":"refuted"}]}""", Standing.Absent)]
    [InlineData("""{"coding":[{"code":"confirmed"}]}""", Standing.Active)]
    public void A_status_is_found_beside_codes_of_others(string verification, Standing standing) =>
        ReadAll("{\"resourceType\":\"Condition\",\"id\":\"c\",\"code\":{\"text\":\"Stroke\"},\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},\"verificationStatus\":" + verification + "}").Conditions.ShouldHaveSingleItem().Standing.ShouldBe(standing);

    [Theory]
    [InlineData("""{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"plan","medicationCodeableConcept":{"text":"Nivolumab"}}""", 1, Standing.Uncertain)]
    [InlineData("""{"resourceType":"MedicationAdministration","id":"m","status":"not-done","medicationCodeableConcept":{"text":"Nivolumab"}}""", 0, null)]
    [InlineData("""{"resourceType":"MedicationStatement","id":"m","status":"not-taken","medicationCodeableConcept":{"text":"Nivolumab"}}""", 1, Standing.Absent)]
    public void A_plan_is_no_treatment_and_one_dose_left_out_denies_no_other(string resource, int count, Standing? standing)
    {
        var therapies = ReadAll(resource).Therapies;

        therapies.Count.ShouldBe(count);
        therapies.Select(fact => (Standing?)fact.Standing).FirstOrDefault().ShouldBe(standing);
    }

    [Fact]
    public void The_day_of_entry_is_not_the_day_of_onset()
    {
        var start = ReadAll("""{"resourceType":"Condition","id":"c","code":{"text":"Stroke"},"recordedDate":"2026-01-10"}""").Conditions.ShouldHaveSingleItem().Start.ShouldNotBeNull();

        (start.First.Year, start.Last).ShouldBe((1, new DateOnly(2026, 1, 10)));
    }

    private static PatientFacts Read(string observation) => ReadAll("{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\",\"effectiveDateTime\":\"2026-11-10\"," + observation[1..]);

    private static PatientFacts ReadAll(params string[] resources) =>
        FactReader.Read(Encoding.UTF8.GetBytes("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\",\"gender\":\"male\",\"birthDate\":\"1960-05-17\"}}," + string.Join(',', resources.Select(resource => "{\"resource\":" + resource + "}")) + "]}")).Single();
}
