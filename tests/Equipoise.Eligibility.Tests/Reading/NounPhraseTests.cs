using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Words that no table knows within the noun phrase of a name: they belong to the name, in the text's own words.</summary>
public sealed class NounPhraseTests
{
    [Theory]
    [InlineData("Clinically meaningful pleural effusion", "clinically meaningful pleural effusion")]
    [InlineData("Acute main trunk portal vein thrombosis", "acute main trunk portal vein thrombosis")]
    [InlineData("Any approved chemotherapy within 5 weeks prior to randomization", "approved chemotherapy within 5 weeks before randomization")]
    [InlineData("Displaced supracondylar elbow fracture", "displaced supracondylar elbow fracture")]
    [InlineData("Gefitinib induced hepatotoxicity", "gefitinib induced hepatotoxicity")]
    public void Unknown_words_before_a_name_narrow_it(string line, string meaning) => Meaning($"Exclusion Criteria:\n\n* {line}\n").ShouldBe(meaning);

    [Theory]
    [InlineData("History of colitis that required oral or intravenous steroids to assist with recuperation", "colitis that required oral or intravenous steroids to assist with recuperation")]
    [InlineData("Asthma, or a history of pneumonitis that required inhaled glucocorticoids to assist with weaning", "asthma or pneumonitis that required inhaled glucocorticoids to assist with weaning")]
    [InlineData("End stage renal disease on hemodialysis", "end-stage renal disease on hemodialysis")]
    [InlineData("Grade 3 toxicity with zidovudine", "grade 3 toxicity with zidovudine")]
    [InlineData("Prior hormonal therapy directed at the malignant tumor", "hormonal therapy directed at the malignant tumor")]
    public void What_follows_a_name_up_to_the_end_of_its_phrase_narrows_it(string line, string meaning) => Meaning($"Exclusion Criteria:\n\n* {line}\n").ShouldBe(meaning);

    [Theory]
    [InlineData("Contraindication to MRI or CT", "contraindication to MRI or contraindication to CT")]
    [InlineData("Any contraindication to erlotinib", "contraindication to erlotinib")]
    [InlineData("High risk of bleeding", "high risk of bleeding")]
    [InlineData("Current symptoms of heart failure", "symptoms of heart failure")]
    [InlineData("No symptoms of coronary artery disease", "no symptoms of coronary artery disease")]
    [InlineData("Progression on prior anti-PD-1 therapy", "progression on prior anti-PD-1 therapy")]
    [InlineData("Documented progression during or after platinum-based chemotherapy", "progression during or after platinum-based chemotherapy")]
    [InlineData("Disease progression following first-line trastuzumab", "disease progression following first-line trastuzumab")]
    [InlineData("Relapse after haploidentical transplantation", "relapse after haploidentical transplantation")]
    [InlineData("Known intolerance to warfarin, heparin, and/or aspirin", "intolerance to warfarin or intolerance to heparin or intolerance to aspirin")]
    [InlineData("Known allergy or severe intolerance to erlotinib", "allergy to erlotinib or severe intolerance to erlotinib")]
    [InlineData("Known allergy, hypersensitivity, or contraindication to erlotinib or aspirin", "allergy to erlotinib or allergy to aspirin or contraindication to erlotinib or contraindication to aspirin")]
    [InlineData("Known sensitivity to these compounds", "sensitivity to these compounds")]
    public void What_is_said_of_a_name_is_a_finding_of_its_own(string line, string meaning) => Meaning($"Exclusion Criteria:\n\n* {line}\n").ShouldBe(meaning);

    [Theory]
    [InlineData("Received prior therapies targeting PD-1 or PD-L1", "anti-PD-1 therapy or anti-PD-L1 therapy")]
    [InlineData("Prior treatment with PD-1 or PD-L1 directed therapy", "anti-PD-1 therapy or anti-PD-L1 therapy")]
    [InlineData("Prior treatment with agents directed against DLL3", "DLL3-directed therapy")]
    [InlineData("Any other antibody or drug specifically targeting T-cell costimulation or checkpoint pathways", "antibody or drug specifically targeting t-cell costimulation or checkpoint pathways")]
    [InlineData("Warfarin-type anticoagulants", "warfarin-type anticoagulant")]
    public void A_treatment_is_named_by_its_target_or_class(string line, string meaning) => Meaning($"Exclusion Criteria:\n\n* {line}\n").Replace("current ", "", StringComparison.Ordinal).ShouldBe(meaning);

    [Theory]
    [InlineData("Class III or IV heart failure", "class III or IV heart failure")]
    [InlineData("Cervical intraepithelial neoplasia 1, 2, or 3", "cervical intraepithelial neoplasia 1 or cervical intraepithelial neoplasia 2 or cervical intraepithelial neoplasia 3")]
    [InlineData("Vulvar intraepithelial neoplasia 2-3 within 2 years", "vulvar intraepithelial neoplasia 2 within 2 years before now or vulvar intraepithelial neoplasia 3 within 2 years before now")]
    [InlineData("Dual primary tumors", "dual primary tumor")]
    [InlineData("Large-volume ascites", "large-volume ascites")]
    [InlineData("Clinically meaningful thrombosis or severe asthma", "clinically meaningful thrombosis or severe asthma")]
    public void Kinds_by_number_and_nouns_that_say_what_they_are(string line, string meaning) => Meaning($"Exclusion Criteria:\n\n* {line}\n").ShouldBe(meaning);

    [Theory]
    [InlineData("Symptomatic congestive heart failure (NYHA class II-IV)", "symptomatic New York Heart Association class II-IV congestive heart failure")]
    [InlineData("NYHA class II, III or IV heart failure", "New York Heart Association class II, III or IV heart failure")]
    [InlineData("No evidence of distant metastasis", "no distant metastases")]
    [InlineData("Ongoing requirement for proton pump inhibitors", "current proton pump inhibitors")]
    [InlineData("Hypersensitivity reaction to therapy containing castor oil or ethanol", "hypersensitivity reaction to therapy containing castor oil or ethanol")]
    [InlineData("AST ≤ 2 x ULN (≤ 4 x ULN if liver involvement)", "if liver involvement, then ast at most 4 times the upper limit of normal, otherwise ast at most 2 times the upper limit of normal")]
    public void A_name_says_no_more_and_no_less_than_its_words(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Clinically meaningful thrombosis or asthma")]
    [InlineData("Patients tolerated antiretroviral therapy")]
    [InlineData("Fibrosis or neuropathy related to prior immunotherapy sessions")]
    [InlineData("Rash previously treated with topical antiviral agents")]
    [InlineData("Donor kidney disease")]
    [InlineData("Bleeding by stool guaiac")]
    [InlineData("Able to swallow capsules whole")]
    [InlineData("Contraindication to participation in the study")]
    [InlineData("Complications of serious cardiac, hepatic or renal impairment")]
    [InlineData("Response to a regimen comprising cyclophosphamide, etoposide, and cisplatin")]
    [InlineData("Candidate for curative surgery")]
    [InlineData("Oral candidiasis documented by response to antifungal therapy")]
    public void Where_a_phrase_may_mean_more_it_stays_unread(string line) =>
        CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}\n").ShouldHaveSingleItem().Evaluability.ShouldNotBe(Evaluability.Computable);

    private static string Meaning(string text)
    {
        var criterion = CriteriaReader.Read(text)[^1];
        criterion.Residue.ShouldBeEmpty(text);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull(text));
    }
}
