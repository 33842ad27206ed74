using System.Text;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Facts.Fhir;

namespace Equipoise.Eligibility.Tests.Facts;

public sealed class FhirReaderTests
{
    private const string Patient = """{"resourceType":"Patient","id":"p1","birthDate":"1960-05","gender":"female"}""";

    [Fact]
    public void A_document_in_another_encoding_is_refused_whole() =>
        Should.Throw<FormatException>(() => FactReader.Read(Encoding.Latin1.GetBytes("""{"resourceType":"Patient","id":"p","name":[{"text":"Zoë"}]}"""))).Message.ShouldContain("UTF-8");

    [Fact]
    public void A_laboratory_value_keeps_its_unit_bound_and_normal_range()
    {
        var patient = Read(Observation("1975-2", """
            "valueQuantity":{"value":0.4,"comparator":"<","unit":"mg/dL","system":"http://unitsofmeasure.org","code":"mg/dL"},
            "referenceRange":[{"low":{"value":0.1},"high":{"value":1.2,"unit":"mg/dL","code":"mg/dL"}}]
            """));

        patient.Values.ShouldHaveSingleItem().ShouldBe(new ValueFact("bilirubin.total", 0.4m, "mg/dL", patient.Values[0].Date, "Observation/o1", Comparison.Below, 0.1m, 1.2m));
        patient.Values[0].Date!.Text.ShouldBe("2026-11-20");
        (patient.Sex, patient.Born!.Text).ShouldBe(("female", "1960-05"));
    }

    [Theory]
    [InlineData("89247-1", """ "valueInteger":1""", "ecog", 1)]
    [InlineData("89247-1", """ "valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"422894000"}]}""", "ecog", 2)]
    [InlineData("20454-5", """ "valueString":"2+" """, "urineProtein", 2)]
    [InlineData("20454-5", """ "valueCodeableConcept":{"text":"+++"}""", "urineProtein", 3)]
    [InlineData("777-3", """ "valueQuantity":{"value":150,"unit":"x10^9/L"}""", "platelets", 150)]
    public void Values_come_in_many_forms(string code, string value, string variable, int expected)
    {
        var fact = Read(Observation(code, value)).Values.ShouldHaveSingleItem();

        (fact.Variable, fact.Value).ShouldBe((variable, expected));
    }

    [Fact]
    public void The_parts_of_a_blood_pressure_are_values_of_their_own() =>
        Read(Observation("85354-9", """
            "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":120,"code":"mm[Hg]"}},
            {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":80,"code":"mm[Hg]"}}]
            """)).Values.Select(fact => fact.Variable).ShouldBe(["bp.systolic", "bp.diastolic"]);

    [Theory]
    [InlineData("confirmed", "active", Standing.Active)]
    [InlineData("confirmed", "resolved", Standing.Over)]
    [InlineData("refuted", "active", Standing.Absent)]
    [InlineData("provisional", "active", Standing.Uncertain)]
    public void A_condition_is_what_its_two_statuses_say(string verified, string clinical, Standing standing) =>
        Read($$$"""
            {"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"94381002"}]},
            "verificationStatus":{"coding":[{"code":"{{{verified}}}"}]},"clinicalStatus":{"coding":[{"code":"{{{clinical}}}"}]}}
            """).Conditions.ShouldHaveSingleItem().Standing.ShouldBe(standing);

    [Fact]
    public void What_was_entered_in_error_is_not_there() =>
        Read("""{"resourceType":"Condition","id":"c1","code":{"text":"Stroke"},"verificationStatus":{"coding":[{"code":"entered-in-error"}]}}""").Conditions.ShouldBeEmpty();

    [Fact]
    public void Treatments_come_from_medications_procedures_and_immunizations()
    {
        var patient = Read(
            """{"resourceType":"MedicationAdministration","id":"m1","status":"completed","medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"2555"}]},"effectivePeriod":{"start":"2026-01-01","end":"2026-02-01"}}""",
            """{"resourceType":"Procedure","id":"r1","status":"completed","code":{"text":"Radiation therapy"},"performedDateTime":"2026-03"}""",
            """{"resourceType":"Immunization","id":"i1","status":"completed","vaccineCode":{"text":"Influenza"},"occurrenceDateTime":"2026-10-01"}""");

        patient.Therapies.Select(fact => fact.Concepts[0]).ShouldBe(["cisplatin", "radiotherapy", "vaccine"]);
        patient.Therapies[0].End!.Text.ShouldBe("2026-02-01");
        patient.Therapies[1].End!.Last.ShouldBe(new DateOnly(2026, 3, 31));
    }

    [Fact]
    public void A_positive_or_negative_finding_is_a_condition_or_its_denial() =>
        Read("""{"resourceType":"Observation","id":"o1","code":{"text":"HPV DNA"},"valueCodeableConcept":{"text":"Negative"}}""")
            .Conditions.ShouldHaveSingleItem().Standing.ShouldBe(Standing.Absent);

    [Fact]
    public void Lines_of_resources_are_read_like_a_bundle()
    {
        var ndjson = Patient + "\n" + Observation("718-7", """ "valueQuantity":{"value":11,"code":"g/dL"}""") + "\n";

        FhirReader.Read(Encoding.UTF8.GetBytes(ndjson)).ShouldHaveSingleItem().Values.ShouldHaveSingleItem().Variable.ShouldBe("hemoglobin");
    }

    [Fact]
    public void Two_patients_in_one_bundle_keep_their_own_facts()
    {
        var other = Observation("718-7", """ "valueQuantity":{"value":11,"code":"g/dL"}""").Replace("Patient/p1", "Patient/p2", StringComparison.Ordinal);
        var patients = FhirReader.Read(Encoding.UTF8.GetBytes(Bundle(Patient, Patient.Replace("p1", "p2", StringComparison.Ordinal), other)));

        patients.Select(patient => patient.Values.Count).ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData("not json", "It is not JSON: line 1")]
    [InlineData("""{"resourceType":"Patient","id":"a","id":"b"}""", "An object in it has the member 'id' twice: keep one of them.")]
    [InlineData("""{"resourceType":"Bundle","entry":[]}""", "There is no Patient resource in it")]
    [InlineData("""{"entry":[]}""", "It is not a FHIR resource")]
    [InlineData("[]", "It is not a FHIR resource")]
    public void What_cannot_be_read_is_said_in_a_sentence(string json, string sentence) =>
        Should.Throw<FormatException>(() => FhirReader.Read(Encoding.UTF8.GetBytes(json))).Message.ShouldStartWith(sentence);

    [Fact]
    public void Wrong_types_are_named_or_passed_over_and_never_break_the_reading()
    {
        var patient = Read(
            """{"resourceType":"Observation","id":"o1","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":"eleven"}}""",
            """{"resourceType":"Observation","id":7,"code":[],"component":3,"valueQuantity":[]}""",
            """{"resourceType":"Observation","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":1e400,"code":"g/dL"}}""",
            """{"resourceType":"Condition","code":"stroke","clinicalStatus":7}""",
            """{"resourceType":"Dream","id":"d1"}""");

        patient.Values.ShouldAllBe(fact => fact.Unread != null);
        patient.Unreadable.ShouldBe(
        [
            "Observation/o1: the value of hemoglobin is of a kind that is not read.",
            "Observation without id has no code that can be read.",
            "Observation/: the value of hemoglobin is of a kind that is not read.",
            "Condition/: its clinicalStatus '7' is none that is known, so it decides nothing.",
            "Dream d1 is of a type that FHIR R4 does not have.",
        ]);
    }

    [Fact]
    public void An_empty_list_that_says_nothing_is_known_makes_the_record_complete() =>
        Read("""{"resourceType":"List","id":"l1","code":{"coding":[{"code":"11450-4"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}}""").ConditionsAreComplete.ShouldBeTrue();

    private static PatientFacts Read(params string[] resources) => FhirReader.Read(Encoding.UTF8.GetBytes(Bundle([Patient, .. resources]))).ShouldHaveSingleItem();

    private static string Bundle(params string[] resources) => $$$"""{"resourceType":"Bundle","entry":[{{{string.Join(',', resources.Select(resource => $$"""{"resource":{{resource}}}"""))}}}]}""";

    private static string Observation(string code, string value) => $$$"""{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-11-20T08:00:00Z","code":{"coding":[{"system":"http://loinc.org","code":"{{{code}}}"}]},{{{value}}}}""".ReplaceLineEndings(" ");
}
