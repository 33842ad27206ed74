using System.Text;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Protocols.Tests;

/// <summary>What records call tumors and drugs, judged by ILLUMINE's criteria. Each record says that it is complete, so that a name which is
/// not understood would make somebody eligible.</summary>
public sealed class RecordNamesTests
{
    private static readonly string[] Nothing = [.. ((string[])["11450-4", "10160-0", "47519-4"]).Select(list => $$"""{"resourceType":"List","status":"current","mode":"snapshot","code":{"coding":[{"system":"http://loinc.org","code":"{{list}}"} ] },"emptyReason":{"coding":[{"code":"nilknown"}]} }""")];
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("Squamous cell carcinoma of larynx")]
    [InlineData("Squamous cell carcinoma of tongue")]
    [InlineData("Carcinoma of tonsil")]
    [InlineData("Malignant neoplasm of base of tongue")]
    [InlineData("Squamous cell carcinoma of hypopharynx")]
    [InlineData("Carcinoma of pyriform sinus")]
    [InlineData("Squamous cell carcinoma of floor of mouth")]
    [InlineData("HPV-negative squamous cell carcinoma of the oropharynx")]
    [InlineData("Supraglottic carcinoma")]
    [InlineData("icd10:C00.4")]
    [InlineData("icd10:C05.1")]
    [InlineData("icd10:C329")]
    public void The_tumor_under_study_is_no_other_cancer(string name)
    {
        Judged("exclusion-2", Condition(name)).ShouldBe(Verdict.Met);
        Judged("inclusion-5", Condition(name), Condition("Lung metastases")).ShouldBe(Verdict.Met);
    }

    [Theory]
    [InlineData("Metastatic malignant neoplasm to liver (disorder)", Verdict.Met)]
    [InlineData("Secondary malignant neoplasm of lung", Verdict.Met)]
    [InlineData("icd10:C79.9", Verdict.Met)]
    [InlineData("icd10:C77.0", Verdict.Unknown)] // nodes of the neck are no metastases; whether the tumor came back, a person must say
    public void Spread_is_no_other_cancer(string name, Verdict recurrentOrMetastatic)
    {
        Judged("exclusion-2", Condition("Squamous cell carcinoma of larynx"), Condition(name)).ShouldBe(Verdict.Met);
        Judged("inclusion-5", Condition("Squamous cell carcinoma of larynx"), Condition(name)).ShouldBe(recurrentOrMetastatic);
    }

    [Theory]
    [InlineData("Adenocarcinoma of prostate")]
    [InlineData("Hodgkin lymphoma")]
    [InlineData("Chronic lymphocytic leukemia")]
    [InlineData("Malignant tumor of an organ that no table names")]
    public void Another_cancer_is_one_whatever_its_name(string name) => Judged("exclusion-2", Condition("Squamous cell carcinoma of larynx"), Condition(name)).ShouldBe(Verdict.NotMet);

    [Theory]
    [InlineData("Ductal carcinoma in situ of breast")]
    [InlineData("Basal cell carcinoma of skin")]
    public void What_was_cured_by_local_treatment_does_not_exclude(string name) =>
        Judged("exclusion-2", Condition("Squamous cell carcinoma of larynx"), Condition(name, "resolved", "2025-03", "2025-06")).ShouldBe(Verdict.Met);

    [Fact]
    public void A_tumor_of_the_site_that_is_not_squamous_is_another_cancer()
    {
        Judged("exclusion-2", Condition("Adenoid cystic carcinoma of larynx")).ShouldBe(Verdict.NotMet);
        Judged("inclusion-5", Condition("Adenoid cystic carcinoma of larynx"), Condition("Lung metastases")).ShouldBe(Verdict.Unknown);
    }

    [Theory]
    [InlineData("Carcinoma of parotid gland")]
    [InlineData("Carcinoma of maxillary sinus")]
    [InlineData("Parathyroid carcinoma")]
    [InlineData("Merkel cell carcinoma")]
    [InlineData("Malignant melanoma of skin")]
    [InlineData("icd10:C75.0")]
    [InlineData("icd10:C80.0")]
    public void A_primary_elsewhere_excludes(string name) => Judged("exclusion-1", Condition(name)).ShouldBe(Verdict.NotMet);

    [Theory]
    [InlineData("exclusion-6", "cemiplimab", Verdict.NotMet)]
    [InlineData("exclusion-6", "pembrolizumab 25 MG/ML Injectable Solution [Keytruda]", Verdict.NotMet)]
    [InlineData("exclusion-6", "toripalimab", Verdict.NotMet)]
    [InlineData("exclusion-6", "Imfinzi", Verdict.NotMet)]
    [InlineData("exclusion-6", "atc:L01FF09", Verdict.NotMet)]
    [InlineData("exclusion-6", "cetuximab", Verdict.Met)]
    [InlineData("exclusion-4", "ramucirumab", Verdict.NotMet)]
    [InlineData("exclusion-4", "lenvatinib", Verdict.NotMet)]
    [InlineData("exclusion-4", "ivonescimab", Verdict.NotMet)]
    [InlineData("exclusion-4", "aflibercept 2 mg intravitreal injection", Verdict.Met)]
    [InlineData("exclusion-4", "a drug that no table names", Verdict.Unknown)]
    [InlineData("exclusion-12", "methylprednisolone", Verdict.NotMet)]
    [InlineData("exclusion-12", "tacrolimus", Verdict.NotMet)]
    [InlineData("exclusion-12", "betamethasone cream", Verdict.Met)]
    [InlineData("exclusion-12", "budesonide inhaler", Verdict.Met)]
    [InlineData("exclusion-12", "hydrocortisone", Verdict.Unknown)] // mostly a replacement
    [InlineData("exclusion-12", "atc:H02AB09", Verdict.Unknown)]
    public void Drugs_belong_to_their_classes_and_ways(string criterion, string name, Verdict verdict) => Judged(criterion, Medication(name, "active", "2026-01-02", null)).ShouldBe(verdict);

    [Theory]
    [InlineData("interferon alfa-2b", Verdict.NotMet)]
    [InlineData("IL-11", Verdict.Met)]
    public void Interleukin_11_is_the_immunomodulator_that_does_not_exclude(string name, Verdict verdict) => Judged("exclusion-10", Medication(name, "completed", "2026-11-10", "2026-11-15")).ShouldBe(verdict);

    [Theory]
    [InlineData("Palliative radiotherapy", "Lumbar spine", "2026-11-10", Verdict.NotMet)]
    [InlineData("Palliative radiotherapy", "Lumbar spine", "2026-09-10", Verdict.Met)]
    [InlineData("Palliative radiotherapy", "Oropharynx", "2026-11-10", Verdict.Met)]
    [InlineData("Curative chemoradiotherapy", "Oropharynx", "2026-08-01", Verdict.NotMet)]
    [InlineData("External beam radiation therapy", "Oropharynx", "2026-08-01", Verdict.Unknown)] // its intent is not on record
    [InlineData("External beam radiation therapy", "Oropharynx", "2015-08-01", Verdict.Met)] // nor does it matter
    [InlineData("Curative radiotherapy", "Neck of femur", "2026-08-01", Verdict.Met)]
    public void Radiotherapy_counts_by_its_site_intent_and_day(string name, string site, string day, Verdict verdict) =>
        Judged("exclusion-10", $$"""{"resourceType":"Procedure","id":"rt","status":"completed","code":{"text":"{{name}}" },"bodySite":[{"text":"{{site}}"} ],"performedDateTime":"{{day}}"}""").ShouldBe(verdict);

    [Fact]
    public void Systemic_treatment_of_autoimmune_disease_is_not_the_replacement_of_hormones()
    {
        Judged("exclusion-11", Condition("Rheumatoid arthritis"), Medication("hydroxychloroquine", "active", "2020", null)).ShouldBe(Verdict.NotMet);
        Judged("exclusion-11", Condition("Hashimoto's thyroiditis"), Medication("levothyroxine", "active", "2020", null)).ShouldBe(Verdict.Met);
        Judged("exclusion-11", Condition("Autoimmune hypophysitis"), Medication("hydrocortisone", "active", "2020", null)).ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void Sepsis_is_severe_and_anti_infectives_are_more_than_antibiotics()
    {
        Judged("exclusion-14", Condition("Sepsis", "resolved", "2026-11-08", "2026-11-15")).ShouldBe(Verdict.NotMet);
        Judged("exclusion-14", Condition("Oral candidiasis"), Medication("fluconazole", "completed", "2026-11-15", "2026-11-20")).ShouldBe(Verdict.NotMet);
    }

    [Fact]
    public void What_a_name_denies_is_not_so()
    {
        Judged("inclusion-5", Condition("Squamous cell carcinoma of larynx without metastases")).ShouldBe(Verdict.Unknown);
        Read([Condition("No liver metastases")]).Conditions.ShouldBeEmpty();
    }

    [Fact]
    public void Blood_counts_from_before_the_screening_period_do_not_count()
    {
        string Hemoglobin(string day) => $$"""{"resourceType":"Observation","id":"hb","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"effectiveDateTime":"{{day}}","valueQuantity":{"value":12,"system":"http://unitsofmeasure.org","code":"g/dL"} }""";

        Judged("inclusion-10.a.iii", Hemoglobin("2026-10-25")).ShouldBe(Verdict.Met);
        var stale = Screen("inclusion-10.a.iii", [Hemoglobin("2026-10-24")]);
        (stale.Verdict, stale.Finding.Reason).ShouldBe((Verdict.Unknown, (Reason?)Reason.Stale));
    }

    [Theory]
    [InlineData("2026-08-01", Verdict.NotMet)] // within 6 months of the end of treatment, although that is 10 months ago
    [InlineData("2026-09-01", Verdict.Unknown)] // later: what the treatment was meant for, a person must say
    public void The_six_months_count_to_the_progression_on_record(string progression, Verdict verdict) =>
        Judged("inclusion-7", Condition("Squamous cell carcinoma of larynx", start: "2025-11-02"), Medication("cisplatin", "completed", "2025-12-01", "2026-02-10"), $$"""{"resourceType":"Observation","id":"pd","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"97509-4"}]},"effectiveDateTime":"{{progression}}","valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"271299001"}]} }""").ShouldBe(verdict);

    [Theory]
    [InlineData("larynx", "", Verdict.NotMet)]
    [InlineData("larynx", "Squamous cell carcinoma of larynx", Verdict.NotMet)]
    [InlineData("larynx", "Testicular cancer", Verdict.Met)] // another disease
    [InlineData("larynx", "Rheumatoid arthritis", Verdict.Met)]
    [InlineData("larynx", "Squamous cell carcinoma", Verdict.Unknown)] // of what, the reason does not say
    [InlineData("larynx", "Adjuvant treatment", Verdict.Unknown)]
    [InlineData("larynx and testis", "", Verdict.Unknown)] // of two diseases, nobody says which
    [InlineData("larynx and testis", "Squamous cell carcinoma of larynx", Verdict.NotMet)]
    [InlineData("neither", "", Verdict.Unknown)]
    public void A_treatment_counts_for_the_disease_that_it_was_given_for(string diseases, string reason, Verdict verdict)
    {
        string[] known = diseases switch
        {
            "larynx" => [Condition("Squamous cell carcinoma of larynx", start: "2020-11-02")],
            "larynx and testis" => [Condition("Squamous cell carcinoma of larynx", start: "2020-11-02"), Condition("Testicular cancer", start: "2020-01-02")],
            _ => [],
        };
        var cisplatin = Medication("cisplatin", "completed", "2026-08-01", "2026-10-10");

        Judged("inclusion-7", [.. known, reason.Length == 0 ? cisplatin : cisplatin.Insert(1, $$"""
            "reasonCode":[{"text":"{{reason}}"}],
            """)]).ShouldBe(verdict);
    }

    [Fact]
    public void A_reason_may_be_a_condition_of_the_record_and_is_that_with_its_site()
    {
        string Reason(string id) => $$"""{"resourceType":"MedicationStatement","id":"m","status":"completed","medicationCodeableConcept":{"text":"cisplatin"},"effectivePeriod":{"start":"2026-08-01","end":"2026-10-10"},"reasonReference":[{"reference":"Condition/{{id}}"}] }""";
        string[] two = ["""{"resourceType":"Condition","id":"own","code":{"coding":[{"system":"http://snomed.info/sct","code":"363346000"}]},"bodySite":[{"coding":[{"code":"4596009"}]}]}""", """{"resourceType":"Condition","id":"other","code":{"text":"Testicular cancer"}}"""];

        Judged("inclusion-7", [.. two, Reason("own")]).ShouldBe(Verdict.NotMet);
        Judged("inclusion-7", [.. two, Reason("other")]).ShouldBe(Verdict.Met);
        Screen("inclusion-7", [.. two, Reason("other")]).Finding.Sentence.ShouldContain("cisplatin, given for Testicular cancer, does not count.");
    }

    private static Verdict Judged(string id, params string[] resources) => Screen(id, resources).Verdict;

    private static CriterionVerdict Screen(string id, string[] resources) =>
        Judge.Screen(ShippedProtocols.Find("NCT07264075")!.Criteria, Read(resources), Today).Criteria.Single(verdict => verdict.Criterion.Id == id);

    private static PatientFacts Read(string[] resources)
    {
        string[] all = ["""{"resourceType":"Patient","id":"p","gender":"male","birthDate":"1960-05-17"}""", .. Nothing, .. resources];
        var entries = all.Select(resource => $"{{\"resource\":{resource}}}");
        return FactReader.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","type":"collection","entry":[{{string.Join(',', entries)}}]}""")).Single();
    }

    private static string Condition(string name, string status = "active", string start = "2026-01-10", string? end = null) =>
        $$"""{"resourceType":"Condition","id":"{{name.Length}}-{{start}}","code":{{Code(name)}},"clinicalStatus":{"coding":[{"code":"{{status}}"}]},"onsetDateTime":"{{start}}"{{(end is null ? "" : $",\"abatementDateTime\":\"{end}\"")}}}""";

    private static string Medication(string name, string status, string start, string? end) =>
        $$"""{"resourceType":"MedicationStatement","id":"m{{name.Length}}","status":"{{status}}","medicationCodeableConcept":{{Code(name)}},"effectivePeriod":{"start":"{{start}}"{{(end is null ? "" : $",\"end\":\"{end}\"")}} } }""";

    private static string Code(string name) => name.Split(':') switch
    {
        ["icd10", var code] => $$"""{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"{{code}}"} ] }""",
        ["atc", var code] => $$"""{"coding":[{"system":"http://www.whocc.no/atc","code":"{{code}}"} ] }""",
        _ => $$"""{"text":"{{name}}" }""",
    };
}
