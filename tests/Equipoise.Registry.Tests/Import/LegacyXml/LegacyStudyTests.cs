using System.Text;
using System.Text.Json;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Store;
using Equipoise.Registry.Tests.Import.Sources;

namespace Equipoise.Registry.Tests.Import.LegacyXml;

/// <summary>The older XML and what becomes of it, on an invented study.</summary>
public sealed class LegacyStudyTests
{
    private static readonly string Whole = File.ReadAllText(Repository.PathTo("tests", "Equipoise.Registry.Tests", "Import", "LegacyXml", "legacy-study.xml"));

    [Fact]
    public void A_whole_study_is_mapped_into_the_schema_and_nothing_is_left()
    {
        var (item, unmapped) = Read(Whole);

        item.Rejection.ShouldBeNull();
        item.Form.ShouldBe(StudyForm.Mapped);
        item.Notes.ShouldBeEmpty();
        using var record = JsonDocument.Parse(item.Json);
        SchemaCheck.Problems(record.RootElement).ShouldBeEmpty();
        unmapped.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("protocolSection.identificationModule", """{"nctId":"NCT90000001","nctIdAliases":["NCT90000002"],"orgStudyIdInfo":{"id":"TOY-1"},"secondaryIdInfos":[{"id":"U01-7"}],"organization":{"fullName":"Institute of Play","class":"OTHER"},"briefTitle":"Toys for Tired Hearts","officialTitle":"A Randomized Trial of Toys","acronym":"TOY"}""")]
    [InlineData("protocolSection.statusModule", """{"statusVerifiedDate":"2020-03","overallStatus":"UNKNOWN","lastKnownStatus":"RECRUITING","whyStopped":"Too few \u003c 5 came","expandedAccessInfo":{"hasExpandedAccess":false},"startDateStruct":{"date":"2019-01-05","type":"ACTUAL"},"primaryCompletionDateStruct":{"date":"2021-12","type":"ESTIMATED"},"completionDateStruct":{"date":"2022-01"},"studyFirstSubmitDate":"2018-12-01","studyFirstSubmitQcDate":"2018-12-02","studyFirstPostDateStruct":{"date":"2018-12-04","type":"ESTIMATED"},"resultsFirstSubmitDate":"2022-05-01","resultsFirstSubmitQcDate":"2022-05-02","resultsFirstPostDateStruct":{"date":"2022-05-03","type":"ACTUAL"},"dispFirstSubmitDate":"2022-04-01","dispFirstSubmitQcDate":"2022-04-02","dispFirstPostDateStruct":{"date":"2022-04-03","type":"ACTUAL"},"lastUpdateSubmitDate":"2022-06-01","lastUpdatePostDateStruct":{"date":"2022-06-02","type":"ACTUAL"}}""")]
    [InlineData("protocolSection.sponsorCollaboratorsModule", """{"responsibleParty":{"type":"PRINCIPAL_INVESTIGATOR","investigatorFullName":"Ada Play","investigatorTitle":"Professor","investigatorAffiliation":"Institute of Play","oldNameTitle":"Old Name","oldOrganization":"Old Place"},"leadSponsor":{"name":"Institute of Play","class":"OTHER"},"collaborators":[{"name":"Toy Works","class":"INDUSTRY"},{"name":"Agency","class":"FED"}]}""")]
    [InlineData("protocolSection.oversightModule", """{"oversightHasDmc":true,"isFdaRegulatedDrug":false,"isFdaRegulatedDevice":true,"isUnapprovedDevice":true,"isPpsd":false,"isUsExport":false}""")]
    [InlineData("protocolSection.conditionsModule", """{"conditions":["Tired Heart","Boredom"],"keywords":["toy"]}""")]
    [InlineData("protocolSection.designModule", """{"studyType":"INTERVENTIONAL","expandedAccessTypes":{"individual":true},"targetDuration":"2 Years","phases":["PHASE1","PHASE2"],"designInfo":{"allocation":"RANDOMIZED","interventionModel":"PARALLEL","interventionModelDescription":"Side by side","primaryPurpose":"TREATMENT","observationalModel":"COHORT","timePerspective":"PROSPECTIVE","maskingInfo":{"masking":"DOUBLE","maskingDescription":"Same box","whoMasked":["PARTICIPANT","OUTCOMES_ASSESSOR"]}},"bioSpec":{"retention":"SAMPLES_WITH_DNA","description":"Blood"},"enrollmentInfo":{"count":40,"type":"ESTIMATED"}}""")]
    [InlineData("protocolSection.armsInterventionsModule", """{"armGroups":[{"label":"Toy","type":"EXPERIMENTAL","description":"Gets a toy","interventionNames":["Device: Bear","Behavioral: Hug"]},{"label":"None","type":"NO_INTERVENTION"}],"interventions":[{"type":"DEVICE","name":"Bear","description":"Soft","armGroupLabels":["Toy"],"otherNames":["Teddy"]},{"type":"BEHAVIORAL","name":"Hug","armGroupLabels":["Toy"]}]}""")]
    [InlineData("protocolSection.outcomesModule", """{"primaryOutcomes":[{"measure":"Smiles","description":"Counted","timeFrame":"1 day"}],"secondaryOutcomes":[{"measure":"Laughs","timeFrame":"2 days"}],"otherOutcomes":[{"measure":"Naps"}]}""")]
    [InlineData("protocolSection.contactsLocationsModule", """{"centralContacts":[{"name":"Bea M. Call, RN","role":"CONTACT","phone":"555-1","phoneExt":"7","email":"b@example.org"},{"name":"Cid Back","role":"CONTACT"}],"overallOfficials":[{"name":"Ada Play","affiliation":"Institute of Play","role":"PRINCIPAL_INVESTIGATOR"}],"locations":[{"facility":"Toy Clinic","status":"RECRUITING","city":"Bern","state":"BE","zip":"3000","country":"Switzerland","contacts":[{"name":"Dan Door","role":"CONTACT","phone":"555-2"},{"name":"Eva Back","role":"CONTACT"},{"name":"Fay Look","role":"SUB_INVESTIGATOR"}]}]}""")]
    [InlineData("protocolSection.referencesModule", """{"references":[{"pmid":"1","type":"BACKGROUND","citation":"Play A. Toys. 2001."},{"type":"RESULT","citation":"Play A. More toys. 2022."}],"seeAlsoLinks":[{"label":"Home","url":"https://example.org/"}],"availIpds":[{"id":"D1","type":"Study Forms","url":"https://example.org/d","comment":"Ask"}]}""")]
    [InlineData("protocolSection.ipdSharingStatementModule", """{"ipdSharing":"YES","description":"All of it","infoTypes":["STUDY_PROTOCOL","SAP"],"timeFrame":"Soon","accessCriteria":"Anyone","url":"https://example.org/ipd"}""")]
    [InlineData("annotationSection", """{"annotationModule":{"unpostedAnnotation":{"unpostedResponsibleParty":"Institute of Play","unpostedEvents":[{"type":"RELEASE","date":"2022-01-01"},{"type":"RESET","date":"2022-01-03"},{"type":"RELEASE","date":"2022-02-01"},{"type":"UNRELEASE","dateUnknown":true}]}}}""")]
    [InlineData("documentSection", """{"largeDocumentModule":{"largeDocs":[{"typeAbbrev":"Prot_SAP","hasProtocol":true,"hasSap":true,"hasIcf":false,"label":"Study Protocol and Statistical Analysis Plan","date":"2018-11-01","filename":"Prot_SAP_000.pdf"}]}}""")]
    [InlineData("derivedSection", """{"miscInfoModule":{"versionHolder":"2023-02-03","removedCountries":["Norway"]},"conditionBrowseModule":{"meshes":[{"term":"Fatigue"}]},"interventionBrowseModule":{"meshes":[{"term":"Play"}]}}""")]
    [InlineData("hasResults", "true")]
    public void Each_part_has_its_place(string path, string expected)
    {
        using var record = JsonDocument.Parse(Read(Whole).Item.Json);
        using var same = JsonDocument.Parse(expected.Replace("\\u003c", "\\\\<", StringComparison.Ordinal));

        JsonSerializer.Serialize(At(record.RootElement, path)).ShouldBe(JsonSerializer.Serialize(same.RootElement));
    }

    [Theory]
    [InlineData("participantFlowModule", """{"preAssignmentDetails":"Asked first","recruitmentDetails":"At school","groups":[{"id":"FG000","title":"Toy","description":"Got it"},{"id":"FG001","title":"None"}],"periods":[{"title":"Overall Study","milestones":[{"type":"STARTED","achievements":[{"groupId":"FG000","comment":"All came","numSubjects":"20"},{"groupId":"FG001","numSubjects":"19"}]}],"dropWithdraws":[{"type":"Lost","reasons":[{"groupId":"FG000","numSubjects":"1"}]}]}]}""")]
    [InlineData("baselineCharacteristicsModule", """{"populationDescription":"All","groups":[{"id":"BG000","title":"Toy"}],"denoms":[{"units":"Participants","counts":[{"groupId":"BG000","value":"20"}]}],"measures":[{"title":"Age","description":"At start","populationDescription":"Those asked","paramType":"MEAN","dispersionType":"STANDARD_DEVIATION","unitOfMeasure":"years","classes":[{"title":"Row","denoms":[{"units":"Participants","counts":[{"groupId":"BG000","value":"19"}]}],"categories":[{"title":"Old","measurements":[{"groupId":"BG000","value":"70","spread":"2.50","lowerLimit":"65","upperLimit":"75","comment":"Guessed"}]}]}]}]}""")]
    [InlineData("adverseEventsModule", """{"frequencyThreshold":"5","timeFrame":"1 week","description":"Asked daily","eventGroups":[{"id":"EG000","title":"Toy","deathsNumAffected":0,"deathsNumAtRisk":20,"seriousNumAffected":1,"seriousNumAtRisk":20,"otherNumAffected":2,"otherNumAtRisk":20}],"seriousEvents":[{"term":"Fall","organSystem":"Injury","sourceVocabulary":"MedDRA 10","assessmentType":"SYSTEMATIC_ASSESSMENT","stats":[{"groupId":"EG000","numEvents":1,"numAffected":1,"numAtRisk":20}]}],"otherEvents":[{"term":"Yawn","organSystem":"General","sourceVocabulary":"Own","assessmentType":"NON_SYSTEMATIC_ASSESSMENT","notes":"Loud","stats":[{"groupId":"EG000","numAffected":2,"numAtRisk":20}]}]}""")]
    [InlineData("moreInfoModule", """{"limitationsAndCaveats":{"description":"Small"},"certainAgreement":{"piSponsorEmployee":false,"restrictionType":"OTHER","restrictiveAgreement":true,"otherDetails":"Ask the bear."},"pointOfContact":{"title":"Ada Play","organization":"Institute of Play","email":"a@example.org","phone":"555-3","phoneExt":"9"}}""")]
    [InlineData("outcomeMeasuresModule", """{"outcomeMeasures":[{"type":"PRIMARY","title":"Smiles","description":"Counted","populationDescription":"All","reportingStatus":"POSTED","paramType":"MEAN","dispersionType":"95% Confidence Interval","unitOfMeasure":"smiles","timeFrame":"1 day","typeUnitsAnalyzed":"bears","denomUnitsSelected":"bears","groups":[{"id":"OG000","title":"Toy"},{"id":"OG001","title":"None"}],"denoms":[{"units":"Participants","counts":[{"groupId":"OG000","value":"20"}]},{"units":"bears","counts":[{"groupId":"OG000","value":"21"}]}],"classes":[{"categories":[{"measurements":[{"groupId":"OG000","value":"5","lowerLimit":"4","upperLimit":"6"}]}]}],"analyses":[{"paramType":"Mean Difference","paramValue":"2","dispersionType":"STANDARD_ERROR_OF_MEAN","dispersionValue":"0.5","statisticalMethod":"ANCOVA","statisticalComment":"By site","pValue":"\u003c0.05","pValueComment":"Two looks","ciNumSides":"TWO_SIDED","ciPctValue":"95","ciLowerLimit":"1","ciUpperLimit":"3","estimateComment":"Toy minus none","nonInferiorityType":"SUPERIORITY_OR_OTHER_LEGACY","nonInferiorityComment":"Simple","groupDescription":"Both","groupIds":["OG000","OG001"]}]},{"type":"SECONDARY","title":"Laughs","reportingStatus":"NOT_POSTED","anticipatedPostingDate":"2030-01"}]}""")]
    public void Each_part_of_the_results_has_its_place(string module, string expected) => Each_part_has_its_place($"resultsSection.{module}", expected.Replace("\\u003c0.05", "<0.05", StringComparison.Ordinal));

    [Theory]
    [InlineData("18 Years", "64 Years", "ADULT")]
    [InlineData("N/A", "17 Years", "CHILD")]
    [InlineData("6 Months", "18 Years", "CHILD ADULT")]
    [InlineData("65 Years", "N/A", "OLDER_ADULT")]
    [InlineData("None", "None", "CHILD ADULT OLDER_ADULT")]
    [InlineData("17 Years", "65 Years", "CHILD ADULT OLDER_ADULT")]
    public void Age_groups_are_those_that_the_limits_reach_into(string youngest, string oldest, string groups)
    {
        using var record = JsonDocument.Parse(Read(Study($"<eligibility><minimum_age>{youngest}</minimum_age><maximum_age>{oldest}</maximum_age></eligibility>")).Item.Json);

        At(record.RootElement, "protocolSection.eligibilityModule.stdAges").EnumerateArray().Select(group => group.GetString()).ShouldBe(groups.Split(' '));
    }

    [Theory]
    [InlineData("There is NOT an agreement between them.", """{"restrictiveAgreement":false}""")]
    [InlineData("The only disclosure restriction on the PI is that the sponsor can review results communications for at most 60 days.", """{"restrictionType":"LTE60","restrictiveAgreement":true}""")]
    [InlineData("The only disclosure restriction on the PI is that the sponsor can review results communications for more than 60 days.", """{"restrictionType":"GT60","restrictiveAgreement":true}""")]
    public void Agreements_are_told_by_their_sentences(string sentence, string expected)
    {
        using var record = JsonDocument.Parse(Read(Study($"<clinical_results><certain_agreements><restrictive_agreement>{sentence}</restrictive_agreement></certain_agreements></clinical_results>")).Item.Json);

        At(record.RootElement, "resultsSection.moreInfoModule.certainAgreement").GetRawText().ShouldBe(expected);
    }

    [Fact]
    public void What_has_no_place_is_listed_with_how_often_it_stood_there()
    {
        var (item, unmapped) = Read(Study("""
            <overall_status>Sleeping</overall_status><start_date type="Maybe">January 2020</start_date>
            <phase>Phase 1/Phase 9</phase><number_of_arms>3</number_of_arms><enrollment>many</enrollment><study_type>Dream</study_type>
            <new_thing><deep shade="blue">x</deep><deep>y</deep></new_thing>
            <study_design_info><masking>Double (Participant, Cat)</masking></study_design_info>
            <last_update_submitted>June 1, 2022</last_update_submitted><last_update_submitted_qc>June 2, 2022</last_update_submitted_qc>
            <oversight_info><has_dmc>Perhaps</has_dmc></oversight_info>
            """));

        item.Rejection.ShouldBeNull();
        unmapped.Select(one => $"{one.Key} {one.Value}").ShouldBe([
            "enrollment 1", "last_update_submitted_qc 1", "new_thing/deep 2", "new_thing/deep/@shade 1",
            "number_of_arms 1", "overall_status 1", "oversight_info/has_dmc 1", "phase 1", "start_date/@type 1", "study_design_info/masking 1", "study_type 1"]);
    }

    [Theory]
    [InlineData("No wheezing", "No wheezing")]
    [InlineData("\n  One line\n  goes on.\n\n  Next.\n", "One line goes on.\n\nNext.")]
    [InlineData("\n    Inclusion Criteria:\n\n      -  First goes\n         on\n\n      -  Second:\n\n           -  Deeper\n\n           -  Deep too\n\n      -  Third\n\n    Exclusion Criteria:\n\n      -  None\n", "Inclusion Criteria:\n\n* First goes on\n* Second:\n\n  * Deeper\n  * Deep too\n* Third\n\nExclusion Criteria:\n\n* None")]
    [InlineData("\n    A\n\n      1. One\n\n           1. Half\n\n               -  Quarter\n\n      2. Two\n\n     10. Ten\n", "A\n\n1. One\n\n   1. Half\n\n      * Quarter\n2. Two\n10. Ten")]
    [InlineData("\n    A\n\n      -  One\n\n         More of one\n\n      -  Two\n\n    B\n", "A\n\n* One\n\n  More of one\n* Two\n\nB")]
    [InlineData("\n    -  HEAD\n\n    Text\n", "* HEAD\n\nText")]
    [InlineData("\n      -  One\n\n      1. First\n", "* One\n\n1. First")]
    [InlineData("a < b > c [d] & e ~ f * g ^ h \\ i _ j", "a \\< b \\> c \\[d\\] \\& e \\~ f \\* g \\^ h \\\\ i _ j")]
    [InlineData("\n    3. is no list item here: 3.5 is\n\n    4 . and 5) stay\n", "3. is no list item here: 3.5 is\n\n4 . and 5) stay")]
    [InlineData("2. Not an item\nnor this", "2\\. Not an item\n\nnor this")]
    [InlineData("\n    A:\n\n      -\n\n    B\n", "A:\n\n-\n\nB")]
    public void The_layout_of_a_text_becomes_Markdown(string text, string markdown)
    {
        var xml = Study($"<eligibility><criteria><textblock>{System.Security.SecurityElement.Escape(text)}</textblock></criteria></eligibility>");
        foreach (var lineEnd in new[] { "\n", "&#xD;\n" })
        {
            using var record = JsonDocument.Parse(Read(xml.Replace("\n", lineEnd, StringComparison.Ordinal)).Item.Json);
            At(record.RootElement, "protocolSection.eligibilityModule.eligibilityCriteria").GetString().ShouldBe(markdown);
        }
    }

    [Fact]
    public void Several_studies_within_one_element_are_read_one_by_one() =>
        Made.Items("x", $"<all>{Study("")}{Study("").Replace("NCT90000001", "NCT90000003", StringComparison.Ordinal)}</all>").Lines()
            .ShouldBe(["element 1: NCT90000001", "element 2: NCT90000003"]);

    [Fact]
    public void A_declared_encoding_is_read() =>
        Encoding.UTF8.GetString(Made.Items("x", Encoding.Latin1.GetBytes($"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>{Study("<acronym>ÉTÉ</acronym>")}")).ShouldHaveSingleItem().Json.Span)
            .ShouldContain("\"acronym\":\"ÉTÉ\"");

    [Fact]
    public void Older_XML_lies_in_archives_beside_newer_records() =>
        Made.Items("x.zip", Made.Zip(("a.xml", Made.Bytes(Study(""))), ("b.json", Made.Bytes(Made.Study(1))))).Select(item => item.Form).ShouldBe([StudyForm.Mapped, StudyForm.Native]);

    private static (ImportItem Item, IReadOnlyDictionary<string, long> Unmapped) Read(string xml)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("study.xml"), xml);
        var sources = new StudySources();
        return (sources.Read(folder.PathTo("study.xml")).ToList().ShouldHaveSingleItem(), sources.Unmapped.Counts);
    }

    private static string Study(string more) => $"<clinical_study><id_info><nct_id>NCT90000001</nct_id></id_info>{more}</clinical_study>";

    private static JsonElement At(JsonElement record, string path) => path.Split('.').Aggregate(record, (value, name) => value.GetProperty(name));
}
