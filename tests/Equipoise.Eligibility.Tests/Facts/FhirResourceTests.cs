using System.Text;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Tests.Facts;

/// <summary>What the resources of FHIR R4 and the profiles of mCODE say, and what hostile ones cannot do.</summary>
public sealed class FhirResourceTests
{
    [Theory]
    [InlineData("""{"resourceType":"BodyStructure","id":"b","morphology":{"text":"Squamous cell carcinoma"},"location":{"text":"Oropharynx"},"patient":{"reference":"Patient/p"}}""", "oropharyngeal cancer", Standing.Present)]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"text":"Malignant neoplasm"},"bodySite":[{"text":"Larynx"}],"clinicalStatus":{"coding":[{"code":"active"}]}}""", "laryngeal cancer", Standing.Active)]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"coding":[{"system":"http://snomed.info/sct","code":"128462008"}]},"bodySite":[{"text":"Liver structure"}]}""", "liver metastases", Standing.Present)]
    [InlineData("""{"resourceType":"Observation","id":"o","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"21907-1"}]},"valueCodeableConcept":{"text":"cM1"}}""", "metastases", Standing.Present)]
    [InlineData("""{"resourceType":"DiagnosticReport","id":"d","status":"final","conclusionCode":[{"text":"Pneumonitis"}]}""", "pneumonitis", Standing.Present)]
    [InlineData("""{"resourceType":"Encounter","id":"e","status":"finished","reasonCode":[{"text":"Stroke"}]}""", "stroke", Standing.Uncertain)]
    [InlineData("""{"resourceType":"AllergyIntolerance","id":"a","code":{"text":"Penicillin"},"clinicalStatus":{"coding":[{"code":"active"}]}}""", "allergic reaction", Standing.Active)]
    public void Conditions_come_from_many_resources(string resource, string concept, Standing standing)
    {
        var fact = Read(resource).Conditions.ShouldHaveSingleItem();

        fact.Concepts.ShouldContain(concept);
        fact.Standing.ShouldBe(standing);
    }

    [Fact]
    public void A_site_whose_tumor_is_of_another_kind_is_not_its_squamous_cell_carcinoma() =>
        Read("""{"resourceType":"Condition","id":"c","code":{"text":"Oropharyngeal cancer"},"extension":[{"url":"http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior","valueCodeableConcept":{"text":"Adenocarcinoma"}}]}""").Conditions[0].Standing.ShouldBe(Standing.Uncertain);

    [Theory]
    [InlineData("""{"resourceType":"MedicationStatement","id":"m","status":"active","contained":[{"resourceType":"Medication","id":"x","code":{"text":"Warfarin"}}],"medicationReference":{"reference":"#x"}}""", "warfarin", Standing.Active)]
    [InlineData("""{"resourceType":"MedicationRequest","id":"m","status":"completed","medicationReference":{"reference":"Medication/y"}}""", "cisplatin", Standing.Over)]
    [InlineData("""{"resourceType":"MedicationRequest","id":"m","status":"stopped","medicationReference":{"display":"Nivolumab"}}""", "nivolumab", Standing.Over)]
    [InlineData("""{"resourceType":"Procedure","id":"r","status":"completed","code":{"text":"Radiotherapy"},"bodySite":[{"text":"Larynx"}]}""", "head and neck radiotherapy", Standing.Over)]
    [InlineData("""{"resourceType":"ResearchSubject","id":"s","status":"on-study","individual":{"reference":"Patient/p"}}""", "participation in another trial", Standing.Active)]
    [InlineData("""{"resourceType":"ResearchSubject","id":"s","status":"candidate","individual":{"reference":"Patient/p"}}""", "participation in another trial", Standing.Uncertain)]
    public void Treatments_come_from_many_resources(string resource, string concept, Standing standing)
    {
        var fact = Read(resource, """{"resourceType":"Medication","id":"y","code":{"text":"Cisplatin"}}""").Therapies.ShouldHaveSingleItem();

        fact.Concepts.ShouldContain(concept);
        fact.Standing.ShouldBe(standing);
    }

    [Fact]
    public void A_prohibition_is_no_treatment_and_a_privacy_consent_is_none_to_research()
    {
        var patient = Read(
            """{"resourceType":"MedicationRequest","id":"m","status":"active","doNotPerform":true,"medicationCodeableConcept":{"text":"Warfarin"}}""",
            """{"resourceType":"Consent","id":"k","status":"active","scope":{"coding":[{"code":"patient-privacy"}]},"patient":{"reference":"Patient/p"}}""");

        (patient.Therapies.Count, patient.Circumstances.Count).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"text":"Melanoma"},"stage":[{"summary":{"text":"Stage IIIB"}}]}""", "Melanoma, stage IIIB")]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"text":"Melanoma"}},{"resourceType":"Observation","id":"s","status":"final","code":{"coding":[{"code":"21908-9"}]},"focus":[{"reference":"Condition/c"}],"valueCodeableConcept":{"coding":[{"code":"IIIB"}]}}""", "Melanoma, stage IIIB")]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"text":"Melanoma"}},{"resourceType":"Observation","id":"s","status":"final","code":{"coding":[{"code":"21902-2"}]},"focus":[{"reference":"Condition/another"}],"valueCodeableConcept":{"text":"Stage IV"}}""", "Melanoma")]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"text":"Stage II melanoma"},"stage":[{"summary":{"text":"Stage IV"}}]}""", "Stage II melanoma")]
    [InlineData("""{"resourceType":"Condition","id":"c","code":{"text":"Melanoma"},"stage":[{"summary":{"text":"Stage II"}},{"summary":{"text":"Stage IV"}}]}""", "Melanoma")]
    public void A_tumor_has_the_stage_that_the_record_gives_it(string resources, string words) =>
        Read(resources.Split("},{\"resourceType\":\"Observation\"") is [var condition, var observation] ? [condition + "}", "{\"resourceType\":\"Observation\"" + observation] : [resources]).Conditions.ShouldHaveSingleItem().Words.ShouldBe(words);

    [Fact]
    public void References_in_a_circle_end() =>
        Read("""{"resourceType":"MedicationRequest","id":"m","status":"active","medicationReference":{"reference":"MedicationRequest/m"}}""").Unreadable.ShouldHaveSingleItem();

    [Fact]
    public void A_date_that_is_none_is_named_and_the_fact_stays()
    {
        var patient = Read("""{"resourceType":"Condition","id":"c","code":{"text":"Stroke"},"onsetDateTime":"long ago"}""");

        patient.Unreadable.ShouldBe(["Condition/c: onsetDateTime is no date."]);
        patient.Conditions.ShouldHaveSingleItem().Start.ShouldBeNull();
    }

    [Fact]
    public void Deep_nesting_and_huge_numbers_end_in_a_sentence()
    {
        var deep = $$"""{"resourceType":"Bundle","x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        Should.Throw<FormatException>(() => FactReader.Read(Encoding.UTF8.GetBytes(deep))).Message.ShouldStartWith("It nests deeper than 64 levels");
        Read("""{"resourceType":"Observation","id":"o","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":99999999999999999999999999999999,"code":"g/dL"}}""").Unreadable.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_hundred_thousand_entries_take_steps_in_proportion()
    {
        var many = Enumerable.Range(0, 100_000).Select(number => $$$"""{"resourceType":"Observation","id":"o{{{number}}}","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":11,"code":"g/dL"}}""").ToArray();

        Read(many).Values.Count.ShouldBe(100_000);
    }

    private static PatientFacts Read(params string[] resources)
    {
        string[] all = ["""{"resourceType":"Patient","id":"p"}""", .. resources];
        return FactReader.Read(Encoding.UTF8.GetBytes($$$"""{"resourceType":"Bundle","entry":[{{{string.Join(',', all.Select(resource => $$"""{"resource":{{resource}}}"""))}}}]}""")).ShouldHaveSingleItem();
    }
}
