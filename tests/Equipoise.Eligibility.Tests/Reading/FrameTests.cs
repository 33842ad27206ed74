using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>The ordinary English around a name: who has it or was given it, what a line is called, and what a bracket explains.</summary>
public sealed class FrameTests
{
    [Theory]
    [InlineData("Any volunteer who has ever been treated with methotrexate", "methotrexate")]
    [InlineData("Has already taken allopurinol within 6 weeks before screening", "allopurinol within 6 weeks before screening")]
    [InlineData("Those who have previously been prescribed lithium", "lithium")]
    [InlineData("Prescribed use of lithium", "lithium")]
    [InlineData("Each person who is known to suffer from gout", "gout")]
    [InlineData("Documented presence of sarcoidosis", "sarcoidosis")]
    [InlineData("A positive history of gout", "gout")]
    [InlineData("Gout history", "gout")]
    [InlineData("Had shingles before", "herpes zoster")]
    [InlineData("Has been diagnosed or treated for asthma", "asthma")]
    [InlineData("Any malignant disease, including in medical history", "cancer")]
    [InlineData("Individuals with sarcoidosis or those with asthma", "sarcoidosis or asthma")]
    [InlineData("Received or is receiving lithium", "lithium")]
    [InlineData("Under lithium treatment", "current lithium")]
    [InlineData("Any degree of aortic stenosis", "aortic stenosis")]
    [InlineData("If sarcoidosis is present", "sarcoidosis")]
    [InlineData("Gout that was confirmed, if known", "gout")]
    public void Whoever_has_it_in_whichever_words_has_it(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Recipients of a kidney transplant", "kidney transplantation")]
    [InlineData("Carriers of a pacemaker", "pacemaker")]
    [InlineData("Disease history of gout", "gout")]
    [InlineData("Tested positive for hepatitis C", "hepatitis C")]
    [InlineData("Has a history of, or is positive for, hepatitis B", "hepatitis B")]
    [InlineData("Persons with gout who do not receive allopurinol", "gout and no allopurinol")]
    [InlineData("Persons with gout who are not taking allopurinol", "gout and no current allopurinol")]
    [InlineData("Patients not taking allopurinol who have gout", "no current allopurinol and gout")]
    [InlineData("Cirrhosis with or without portal vein thrombosis or ascites", "cirrhosis")]
    [InlineData("Metal implants, such as pacemakers or aneurysm clips", "metal implant")]
    [InlineData("Metallic implants, including pacemakers, shrapnel, or clips", "metallic implant")]
    [InlineData("Schizophrenia, bipolar disorder, etc.", "schizophrenia or bipolar disorder")]
    public void Who_has_it_may_be_told_by_a_noun_or_a_clause(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Participated previously in this study")]
    [InlineData("Prior participation in the present clinical trial")]
    public void Who_took_part_before_is_known_to_the_study_alone(string line) => Meaning(line, "Exclusion").ShouldBe("previous participation in this study");

    [Theory]
    [InlineData("Histological or cytopathological confirmed lung adenocarcinoma", "lung adenocarcinoma")]
    [InlineData("The histological examination of the patient shows lung adenocarcinoma", "lung adenocarcinoma")]
    [InlineData("Subjects whose tumor was diagnosed as lung adenocarcinoma", "lung adenocarcinoma")]
    [InlineData("Negative for HER2", "no HER2-positive")]
    [InlineData("The tumor must be positive for HER2", "HER2-positive")]
    [InlineData("HER2 expression is positive", "HER2-positive")]
    [InlineData("Lung cancer that is positive for ALK rearrangement", "lung cancer and ALK rearrangement")]
    [InlineData("Positive ALK rearrangement", "ALK rearrangement")]
    [InlineData("The pathological type is lung adenocarcinoma", "lung adenocarcinoma")]
    [InlineData("Patients diagnosed by histopathology as lung adenocarcinoma", "lung adenocarcinoma")]
    [InlineData("Lung adenocarcinoma with histological or cytological confirmation", "lung adenocarcinoma")]
    [InlineData("Laboratory (antigen test) confirmed influenza", "influenza")]
    [InlineData("Gout according to the 2015 classification criteria of the American College (ACR) or the European League (EULAR)", "gout")]
    [InlineData("Liver cancer diagnosed by imaging or Guidelines for the Management of Liver Cancer (2019 Edition)", "liver cancer")]
    [InlineData("Locally advanced (T3, any N; or any T, N2) or metastatic bladder cancer", "locally advanced bladder cancer or metastatic bladder cancer")]
    [InlineData("Transitional cell carcinoma of the urothelium", "urothelial carcinoma")]
    [InlineData("History or newly diagnosed gout", "gout")]
    [InlineData("TNM stage is III", "stage III")]
    [InlineData("PR-positive, or", "PR-positive")]
    [InlineData("Scheduled to undergo elective cholecystectomy", "elective cholecystectomy")]
    [InlineData("Melanoma (American Joint Committee on Cancer [AJCC], 8th revised edition)", "melanoma")]
    [InlineData("Patients with gout and asthma who underwent bypass surgery", "gout and asthma and bypass surgery")]
    public void How_it_was_found_and_what_is_to_be_done_adds_nothing(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Individuals undergoing elective cholecystectomy", "elective cholecystectomy")]
    [InlineData("MGMT promoter methylation must be documented", "MGMT promoter methylation")]
    [InlineData("Progression of disease was confirmed by CT within 6 weeks before randomization", "disease progression within 6 weeks before randomization")]
    [InlineData("Participants must have received no prior treatment for gout", "no therapy for gout")]
    [InlineData("Subjects with sarcoidosis to be eligible for this trial", "sarcoidosis")]
    [InlineData("The investigator believes that life expectancy is at least 5 months", "life expectancy at least 5 months")]
    [InlineData("Persons with asthma who are on prednisone", "asthma and current prednisone")]
    [InlineData("Patients with gout who underwent bypass surgery", "gout and bypass surgery")]
    public void What_must_be_there_and_what_was_done_is_there(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Screening blood values must meet the following: hemoglobin ≥ 10 g/dL", "hemoglobin at least 10 g/dL")]
    [InlineData("Sufficient kidney function, as demonstrated by a creatinine clearance ≥ 45 mL/min", "creatinineClearance at least 45 mL/min")]
    [InlineData("Hepatic function should reach Child-Pugh class A", "Child-Pugh class A")]
    [InlineData("There are lesions that can be measured", "measurable disease")]
    [InlineData("One or more measurable tumor lesions", "measurable disease")]
    [InlineData("No distant metastases (M0)", "no distant metastases")]
    [InlineData("Hemoglobin ≥ 10 g/dL (may be reached by transfusion)", "hemoglobin at least 10 g/dL")]
    [InlineData("ECOG performance status 0 or 1 (adjust to the protocol)", "performance status (ecog) one of 0, 1")]
    [InlineData("Liver cancer classified as BCLC stage C", "liver cancer and BCLC stage C")]
    [InlineData("Sex of the patients is not limited, aged at least 21 years", "age at least 21 years")]
    public void What_a_line_is_called_and_what_a_bracket_explains_adds_nothing(string line, string meaning) => Meaning(line, "Inclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Other joint disorders: subjects with gout or osteoarthritis", "gout or osteoarthritis")]
    [InlineData("Inflammatory arthritis including rheumatoid arthritis, gout or psoriatic arthritis", "inflammatory arthritis")]
    [InlineData("Uncontrolled infections (fungi, viruses, etc.)", "uncontrolled infection")]
    [InlineData("Any of the following diseases: gout; severe asthma", "gout or severe asthma")]
    [InlineData("Eating disorder (anorexia, bulimia)", "eating disorder")]
    [InlineData("Recurrent infection (such as cellulitis or pneumonia)", "recurrent infection")]
    [InlineData("Systemic corticosteroids (PO/IV/IM) within 60 days before enrollment", "systemic corticosteroids within 60 days before enrollment")]
    [InlineData("Lithium administered within 6 weeks before randomization", "lithium within 6 weeks before randomization")]
    [InlineData("Known documented cases of gout", "gout")]
    public void Topics_and_examples_add_nothing_to_a_name(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Poorly controlled diabetes (HbA1c > 8.5 %)", "poorly controlled diabetes and hba1c more than 8.5%")]
    [InlineData("Severe anemia (hemoglobin < 7 g/dL)", "hemoglobin less than 7 g/dL")]
    [InlineData("Neuropathy worse than grade 2", "grade 3 or higher neuropathy")]
    public void A_limit_in_a_bracket_narrows_or_defines_the_name_before_it(string line, string meaning) => Meaning(line, "Exclusion").ShouldBe(meaning);

    [Theory]
    [InlineData("Starvation or diabetes (HbA1c ≤ 4 % or ≥ 9 %)")]
    [InlineData("Eye disease (glaucoma)")]
    [InlineData("Immunosuppressants such as azathioprine, or an anticoagulant")]
    [InlineData("Immunosuppressants such as azathioprine or any anticoagulant")]
    [InlineData("Anticoagulants (warfarin or heparin)")]
    [InlineData("Pregnant women. Others must have a negative pregnancy test performed within 6 days before enrollment")]
    [InlineData("Patients who will receive lithium")]
    [InlineData("Persons scheduled to undergo cholecystectomy")]
    [InlineData("Donors who have gout")]
    [InlineData("Partner has been treated with lithium")]
    [InlineData("Gout. A negative test is required before enrollment")]
    [InlineData("Has taken part in an interview about gout")]
    [InlineData("Prescribed lithium or has taken lithium within 3 months")]
    [InlineData("Uncontrolled illness including gout, asthma or sarcoidosis")]
    [InlineData("Cohort B: subjects with gout")]
    [InlineData("Recipients of several organs")]
    [InlineData("Scars or inflammation on the assessment site")]
    [InlineData("ribavirin, interferon).")]
    [InlineData("Gout or other joint pain, known to follow injuries")]
    [InlineData("Inflammatory arthritis including gout, or active sarcoidosis")]
    public void What_is_yet_to_come_or_somebody_elses_is_not_read_so(string line) => Only(line, "Exclusion").Evaluability.ShouldNotBe(Evaluability.Computable);

    [Theory]
    [InlineData("ECOG performance status 0-1, or 2 if due to bone metastases")]
    [InlineData("Sarcoidosis: patients must have a history of uveitis")]
    [InlineData("No cancer within the past 4 years except: Basal cell carcinoma. Cervical carcinoma in situ.")]
    [InlineData("Patients with gout and asthma or psoriasis")]
    [InlineData("No signs of gout (other than swelling, which is permitted)")]
    public void What_is_asked_of_some_or_belongs_to_a_list_elsewhere_stays_with_a_person(string line) => Only(line, "Inclusion").Evaluability.ShouldBe(Evaluability.Partial, line);

    private static string Meaning(string line, string heading)
    {
        var criterion = Only(line, heading);
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }

    private static Criterion Only(string line, string heading) => CriteriaReader.Read($"{heading} Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
