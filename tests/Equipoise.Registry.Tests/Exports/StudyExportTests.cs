using System.Text;
using System.Text.Json;
using Equipoise.Registry.Exports;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;

namespace Equipoise.Registry.Tests.Exports;

public sealed class StudyExportTests
{
    private static readonly StudyRecord Trial = StudyRecord.Parse(
        """
        {"protocolSection":{
          "identificationModule":{"nctId":"NCT00000042","briefTitle":"Two Drugs, Compared","acronym":"TWO","orgStudyIdInfo":{"id":"OWN-1"},"secondaryIdInfos":[{"id":"2020-1","type":"EUDRACT_NUMBER"}]},
          "statusModule":{"overallStatus":"RECRUITING","startDateStruct":{"date":"2020-05"},"studyFirstPostDateStruct":{"date":"2020-04-01"},"resultsFirstPostDateStruct":{"date":"2024-03-02"},"lastUpdatePostDateStruct":{"date":"2025-01-02"}},
          "sponsorCollaboratorsModule":{"leadSponsor":{"name":"A Hospital","class":"OTHER"},"collaborators":[{"name":"A Company","class":"INDUSTRY"},{"name":"B"}]},
          "descriptionModule":{"briefSummary":"One.\n\nTwo."},
          "conditionsModule":{"conditions":["Asthma","COPD"],"keywords":["asthma","lungs"]},
          "designModule":{"studyType":"INTERVENTIONAL","phases":["PHASE2","PHASE3"],"enrollmentInfo":{"count":120},
            "designInfo":{"allocation":"RANDOMIZED","interventionModel":"PARALLEL","primaryPurpose":"PREVENTION","maskingInfo":{"masking":"TRIPLE","whoMasked":["PARTICIPANT","CARE_PROVIDER","INVESTIGATOR"]}}},
          "armsInterventionsModule":{"interventions":[{"type":"DRUG","name":"Metformin"},{"type":"DEVICE","name":"X"}]},
          "outcomesModule":{"primaryOutcomes":[{"measure":"Survival","description":"any cause","timeFrame":"2 years"},{"measure":"Pain","timeFrame":"1 week"}]},
          "eligibilityModule":{"sex":"ALL","stdAges":["ADULT","OLDER_ADULT"]},
          "contactsLocationsModule":{"locations":[{"facility":"Clinic","city":"Lyon","zip":"69003","country":"France"},{"facility":"Ward","city":"Paris","state":"Texas","zip":"75460","country":"United States"}]}},
         "documentSection":{"largeDocumentModule":{"largeDocs":[{"label":"Study Protocol","filename":"Prot_000.pdf"}]}},
         "hasResults":true}
        """);

    [Fact]
    public void Every_column_has_the_form_that_clients_of_the_registry_read()
    {
        var row = StudyCsv.Columns.ToDictionary(column => column.Name, column => column.Of(Trial), StringComparer.Ordinal);

        row.ShouldBe(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NCT Number"] = "NCT00000042",
            ["Study Title"] = "Two Drugs, Compared",
            ["Study URL"] = "https://clinicaltrials.gov/study/NCT00000042",
            ["Acronym"] = "TWO",
            ["Study Status"] = "RECRUITING",
            ["Brief Summary"] = "One.\n\nTwo.",
            ["Study Results"] = "YES",
            ["Conditions"] = "Asthma|COPD",
            ["Interventions"] = "DRUG: Metformin|DEVICE: X",
            ["Primary Outcome Measures"] = "Survival, any cause, 2 years|Pain, 1 week",
            ["Secondary Outcome Measures"] = "",
            ["Other Outcome Measures"] = "",
            ["Sponsor"] = "A Hospital",
            ["Collaborators"] = "A Company|B",
            ["Sex"] = "ALL",
            ["Age"] = "ADULT, OLDER_ADULT",
            ["Phases"] = "PHASE2|PHASE3",
            ["Enrollment"] = "120",
            ["Funder Type"] = "OTHER",
            ["Study Type"] = "INTERVENTIONAL",
            ["Study Design"] = "Allocation: RANDOMIZED|Intervention Model: PARALLEL|Masking: TRIPLE (PARTICIPANT, CARE_PROVIDER, INVESTIGATOR)|Primary Purpose: PREVENTION",
            ["Other IDs"] = "OWN-1|2020-1",
            ["Start Date"] = "2020-05",
            ["Primary Completion Date"] = "",
            ["Completion Date"] = "",
            ["First Posted"] = "2020-04-01",
            ["Results First Posted"] = "2024-03-02",
            ["Last Update Posted"] = "2025-01-02",
            ["Locations"] = "Clinic, Lyon, 69003, France|Ward, Paris, Texas, 75460, United States",
            ["Study Documents"] = "Study Protocol, https://cdn.clinicaltrials.gov/large-docs/42/NCT00000042/Prot_000.pdf",
        });
    }

    [Fact]
    public void The_columns_are_those_of_the_registry_in_its_order()
    {
        var expected = File.ReadLines(Repository.SharedPathTo("ctgov", "csv-columns.csv")).Skip(1).Select(line => line.Split(',')[0]);

        StudyCsv.Columns.Select(column => column.Name).ShouldBe(expected);
    }

    [Fact]
    public void An_observational_study_says_how_it_observes()
    {
        var design = StudyCsv.Columns.Single(column => column.Name == "Study Design");

        design.Of(SampleStudies.All.Single(study => study.Id.ToString() == "SYN00000003")).ShouldBe("Observational Model: COHORT|Time Perspective: PROSPECTIVE");
    }

    [Fact]
    public void A_synthetic_study_has_no_address_at_a_registry() =>
        StudyCsv.Columns.Single(column => column.Name == "Study URL").Of(SampleStudies.All.Single(study => study.Id.ToString() == "SYN00000003")).ShouldBeEmpty();

    [Fact]
    public void A_record_that_says_nothing_but_its_id_has_every_column()
    {
        var bare = Some.Study("NCT00000001", updated: null);

        StudyCsv.Columns.Select(column => column.Of(bare)).Where(value => value.Length > 0)
            .ShouldBe(["NCT00000001", "A study", "https://clinicaltrials.gov/study/NCT00000001", "NO"]);
    }

    [Fact]
    public void A_reference_has_one_value_a_line_and_an_end()
    {
        var text = new StringBuilder();
        StudyRis.Append(text, Trial);

        text.ToString().Split("\r\n").ShouldBe(
        [
            "TY  - RPRT", "ID  - NCT00000042", "TI  - Two Drugs, Compared (TWO)", "AU  - A Hospital", "A2  - A Company", "A2  - B",
            "PY  - 2020", "DA  - 2020/04/01/", "AB  - One. Two.", "KW  - Asthma", "KW  - COPD", "KW  - lungs", "AN  - NCT00000042",
            "M3  - Clinical trial registration", "C1  - Status: Enrolling", "C2  - Phase: Phase 2/Phase 3", "PB  - ClinicalTrials.gov",
            "UR  - https://clinicaltrials.gov/study/NCT00000042", "ER  - ", "", "",
        ]);
    }

    [Fact]
    public void A_reference_holds_no_control_character_of_a_record()
    {
        var text = new StringBuilder();

        StudyRis.Append(text, StudyRecord.Parse("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000009","briefTitle":"\u0000One\u001b\u0085 two\r\nER  - \u0007"}}}"""));

        text.ToString().ShouldContain("TI  - One two ER -\r\n");
        text.ToString().Where(char.IsControl).Distinct().ShouldBe(['\r', '\n']);
    }

    [Fact]
    public void A_record_on_one_line_says_the_same()
    {
        foreach (var study in SampleStudies.All)
        {
            var line = StudyLines.OneLine(study.Utf8);

            line.Span.IndexOfAny((byte)'\n', (byte)'\r').ShouldBe(-1);
            JsonElement.DeepEquals(JsonDocument.Parse(line).RootElement, JsonDocument.Parse(study.Utf8).RootElement).ShouldBeTrue();
        }
    }
}
