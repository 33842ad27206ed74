using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Names that share a noun, carry a place, a target or a trait, and words that several names share.</summary>
public sealed class LongNameTests
{
    [Theory]
    [InlineData("Gastric or esophageal adenocarcinoma", "gastric adenocarcinoma or esophageal adenocarcinoma")]
    [InlineData("Recurrent epithelial ovarian, fallopian tube, or primary peritoneal carcinoma", "recurrent epithelial ovarian cancer or recurrent fallopian tube cancer or recurrent primary peritoneal cancer")]
    [InlineData("No prior stem cell or bone marrow transplantation", "not (stem cell transplantation or bone marrow transplantation)")]
    [InlineData("No prior allogeneic bone marrow or stem cell transplantation", "not (allogeneic bone marrow transplantation or allogeneic stem cell transplantation)")]
    [InlineData("Prior autologous or heterologous stem cell transplantation", "autologous stem cell transplantation or heterologous stem cell transplantation")]
    [InlineData("Psychiatric or substance abuse disorders", "psychiatric disorder or substance abuse")]
    [InlineData("Hematologic or hepatic insufficiency of any grade", "hematologic insufficiency or hepatic insufficiency")]
    [InlineData("No bleeding or bleeding diathesis", "not (bleeding or bleeding disorder)")]
    public void Names_before_a_noun_share_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Squamous cell carcinoma of the larynx, oropharynx or hypopharynx", "squamous cell carcinoma of the larynx or oropharyngeal squamous cell carcinoma or squamous cell carcinoma of the hypopharynx")]
    [InlineData("No prior irradiation of the skull base", "no radiotherapy of the skull base")]
    [InlineData("Small cell carcinoma of the prostate", "small cell carcinoma of the prostate")]
    public void A_place_belongs_to_the_name_before_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Prior anti-CD38 antibody", "anti-CD38 antibody")]
    [InlineData("No prior BCMA-directed therapy", "no BCMA-directed therapy")]
    [InlineData("Prior FGFR inhibitor within 4 weeks", "FGFR inhibitor within 4 weeks before now")]
    [InlineData("No prior docetaxel-based chemotherapy", "no docetaxel-based chemotherapy")]
    public void A_treatment_is_named_by_what_it_aims_at_or_rests_on(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Recurrent platinum-resistant ovarian cancer", "recurrent platinum-resistant ovarian cancer")]
    [InlineData("No steroid-refractory graft-versus-host disease", "no steroid-refractory graft-versus-host disease")]
    [InlineData("No active or recurrent disease", "not (active disease or recurrent disease)")]
    public void What_a_disease_resists_and_how_it_stands_narrow_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Active hepatitis B or hepatitis C", "active hepatitis B or active hepatitis C")]
    [InlineData("Active CNS metastases and/or carcinomatous meningitis", "active central nervous system metastases or carcinomatous meningitis")]
    public void A_word_of_degree_is_said_of_one_kind_and_never_of_what_has_no_degree(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Microscopically or cytologically verified melanoma", "melanoma")]
    [InlineData("Gastric cancer, stage II to III, confirmed by biopsy", "stage II gastric cancer or stage III gastric cancer")]
    [InlineData("Spinal cord compression due to bone metastases", "spinal cord compression due to bone metastases")]
    public void How_it_was_proven_changes_nothing_and_what_brought_it_about_narrows_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Heart failure with NYHA class II", "New York Heart Association class II heart failure")]
    [InlineData("No prior total colectomy", "no total colectomy")]
    [InlineData("No other unstable malignancy", "no other unstable malignancy")]
    [InlineData("CD30+ anaplastic large cell lymphoma", "CD30-positive anaplastic large-cell lymphoma")]
    [InlineData("Infant leukemia", "infant leukemia")]
    [InlineData("Allergy to both rasburicase and febuxostat", "allergy to rasburicase and allergy to febuxostat")]
    [InlineData("No second invasive malignancy in addition to melanoma", "not (other invasive malignancy and no melanoma)")]
    [InlineData("No prior therapy for gout", "no therapy for gout")]
    [InlineData("Enrolled in another interventional drug trial within 30 days", "participation in another trial within 30 days before now")]
    [InlineData("Having participated in a study of an investigational agent within 3 weeks", "investigational agent within 3 weeks before now")]
    [InlineData("Major surgery (excluding biopsy) within 5 weeks", "major surgery within 5 weeks before now and no biopsy")]
    public void No_word_of_a_name_is_lost(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No prior palliative surgery to the abdominal wall", "no palliative surgery to the abdominal wall")]
    [InlineData("Surgery under spinal anesthesia within 3 weeks", "surgery under spinal anesthesia within 3 weeks before now")]
    [InlineData("Acute myeloid leukemia in second remission", "acute myeloid leukemia in second remission")]
    [InlineData("Lymphomatous involvement of the eye", "lymphomatous involvement of the eye")]
    [InlineData("Melanoma within the past 7 years", "melanoma within 7 years before now")]
    public void What_stands_behind_a_preposition_belongs_to_the_name(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Known history of or current gout", "gout")]
    [InlineData("History or complications of gout", "gout")]
    [InlineData("History of, or any evidence of, gout or asthma", "gout or asthma")]
    [InlineData("Ongoing or intermittent bowel obstruction", "current bowel obstruction or intermittent bowel obstruction")]
    [InlineData("No prior thoracic or neck radiotherapy", "not (thoracic radiotherapy or neck radiotherapy)")]
    [InlineData("Diarrhea/constipation grade 3 or higher", "grade 3 or higher diarrhea or grade 3 or higher constipation")]
    [InlineData("Newly diagnosed stage III or IV invasive melanoma", "newly diagnosed stage III invasive melanoma or newly diagnosed stage IV invasive melanoma")]
    public void Frames_say_nothing_and_alternatives_share_what_follows(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Presence of central nervous system (CNS) lymphoma", "central nervous system lymphoma")]
    [InlineData("No chronic gastrointestinal (GI) disease", "no chronic gastrointestinal disease")]
    [InlineData("No concurrent immunosuppressants (including steroids)", "no concurrent immunosuppressive therapy")]
    [InlineData("No local tumor therapy (i.e., polypectomy or local excision)", "no local anticancer therapy")]
    [InlineData("Prior chemotherapy for any reason", "chemotherapy")]
    public void Brackets_that_gloss_and_words_that_make_no_difference_are_silent(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("No clinically serious infection", "no clinically serious infection")]
    [InlineData("No poorly controlled asthma", "no poorly controlled asthma")]
    [InlineData("Asthma despite optimal treatment", "asthma despite optimal treatment")]
    [InlineData("Allergic reactions to compounds of chemical composition similar to olaparib", "allergy to compounds similar to olaparib")]
    [InlineData("Tumor metastatic to the liver", "liver metastases")]
    [InlineData("Strong CYP3A inhibitors or inducers", "strong CYP3A inhibitors or strong CYP3A inducers")]
    public void What_is_poorly_controlled_is_not_just_uncontrolled(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Exclusion Criteria:\n\n- Severe odynophagia", "severe odynophagia")]
    [InlineData("Exclusion Criteria:\n\n- Significant bone marrow suppression", "significant bone marrow suppression")]
    public void What_is_severe_is_a_disease_whatever_its_name(string text, string meaning) => PlainEnglish.Of(CriteriaReader.Read(text)[^1].Tree.ShouldNotBeNull()).ShouldBe(meaning);

    [Theory]
    [InlineData("Exclusion Criteria:\n\n- Paromomycin")]
    [InlineData("Exclusion Criteria:\n\n- Carotid artery")]
    [InlineData("Exclusion Criteria:\n\n- Severe palatal/labial numbness")]
    [InlineData("Exclusion Criteria:\n\n- Severe problems with a partner")]
    public void Words_of_no_table_by_themselves_may_be_anything(string text) => CriteriaReader.Read(text)[^1].Evaluability.ShouldBe(Evaluability.Partial);

    [Theory]
    [InlineData("Candidates for surgery")]
    [InlineData("Surgery of lumbar and lower limb")]
    [InlineData("More than one prior cycle of bleomycin/vincristine")]
    [InlineData("Stage IV carcinoma of the mouth, pharynx (including nasopharynx), or larynx")]
    [InlineData("Corticosteroids in excess of replacement doses")]
    [InlineData("Gout with or without fever and cough")]
    [InlineData("Aspirin or NSAID-induced asthma")]
    [InlineData("There is no requirement that patients have gout")]
    [InlineData("No planned colectomy within 9 months of randomization")]
    [InlineData("Anemia or thrombocytopenia due to chemotherapy")]
    [InlineData("No heart block without a pacemaker")]
    [InlineData("Active asthma or psoriasis")]
    [InlineData("Adenocarcinoma or squamous cell carcinoma of the cheek")]
    [InlineData("Melanoma that is currently in complete remission")]
    public void What_may_be_meant_otherwise_is_not_read_whole(string line) =>
        CriteriaReader.Read(line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string line)
    {
        var criterion = CriteriaReader.Read(line).ShouldHaveSingleItem();
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }
}
