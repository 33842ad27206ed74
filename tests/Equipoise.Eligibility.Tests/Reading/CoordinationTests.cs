using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What words that join ("or", "and", a comma) make of the words around them: what is said of one name and what of all.</summary>
public sealed class CoordinationTests
{
    [Theory]
    [InlineData("Active, known, or suspected sarcoidosis", "sarcoidosis or suspected sarcoidosis")]
    [InlineData("Active or suspected sarcoidosis within the past 3 years", "active sarcoidosis within 3 years before now or suspected sarcoidosis within 3 years before now")]
    [InlineData("Presence or suspicion of hemophagocytic lymphohistiocytosis", "hemophagocytic lymphohistiocytosis or suspected hemophagocytic lymphohistiocytosis")]
    [InlineData("Suspected pulmonary embolism", "suspected pulmonary embolism")]
    [InlineData("Gout (known or suspected)", "gout or suspected gout")]
    [InlineData("Known or suspected gout or psoriasis", "gout or suspected gout or psoriasis or suspected psoriasis")]
    [InlineData("Known or suspected gout, or a history of psoriasis", "gout or suspected gout or psoriasis")]
    [InlineData("Confirmed or suspected active tuberculosis", "active tuberculosis or suspected active tuberculosis")]
    [InlineData("Suspected or proven allergy to egg", "allergy to egg or suspected allergy to egg")]
    [InlineData("Gout or suspected psoriasis", "gout or suspected psoriasis")]
    public void What_is_suspected_is_a_name_of_its_own(string line, string meaning) => Excluded(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Uncontrolled hypertension or diabetes", "uncontrolled hypertension or uncontrolled diabetes")]
    [InlineData("Uncontrolled asthma, epilepsy, or psoriasis", "uncontrolled asthma or uncontrolled epilepsy or uncontrolled psoriasis")]
    [InlineData("Severe vomiting, fatigue, or constipation", "severe vomiting or severe fatigue or severe constipation")]
    [InlineData("Grade 3 or higher nausea or diarrhea", "grade 3 or higher nausea or grade 3 or higher diarrhea")]
    [InlineData("Active tuberculosis or hepatitis B", "active tuberculosis or active hepatitis B")]
    [InlineData("Clinically significant cardiomyopathy or congestive heart failure", "clinically significant cardiomyopathy or clinically significant congestive heart failure")]
    [InlineData("Uncontrolled hypertension or a history of asthma", "uncontrolled hypertension or asthma")]
    [InlineData("Severe allergic reactions or anaphylaxis", "severe allergic reaction or anaphylaxis")]
    [InlineData("Active hepatitis or cirrhosis", "active hepatitis or cirrhosis")]
    [InlineData("Asthma, significant arrhythmia, or diabetes", "asthma or significant arrhythmia or diabetes")]
    public void A_word_of_degree_reaches_to_what_can_be_so(string line, string meaning) => Excluded(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Significant liver disease, asthma, lymphoma")]
    [InlineData("Uncontrolled hypertension, angina, or uncontrolled arrhythmia")]
    [InlineData("Active tuberculosis, hepatitis B or HIV")]
    [InlineData("Severe or uncontrolled hypertension, or lymphoma, both untreated")]
    [InlineData("Grade 2 or higher neuropathy or hearing loss")]
    [InlineData("Unstable lung disease or diabetes")]
    public void A_word_of_degree_before_what_may_not_be_meant_so_is_left_to_a_person(string line) =>
        Only(line).Evaluability.ShouldBe(Evaluability.Partial, line);

    [Theory]
    [InlineData("Prior use of anti PD-1, anti PD-L1 or PD-L2 therapy", "anti-PD-1 therapy or anti-PD-L1 therapy or anti-PD-L2 therapy")]
    [InlineData("Therapies targeting PD-1 or PD-L1", "anti-PD-1 therapy or anti-PD-L1 therapy")]
    [InlineData("Anti-XYZ1, XYZ2, or XYZ3 antibody", "anti-XYZ1 antibody or anti-XYZ2 antibody or anti-XYZ3 antibody")]
    [InlineData("XYZ1 or XYZ2 directed therapy", "XYZ1-directed therapy or XYZ2-directed therapy")]
    [InlineData("Prior therapy targeting XYZ1", "XYZ1-directed therapy")]
    [InlineData("PD-1/PD-L1 inhibitors", "anti-PD-1/PD-L1 therapy")]
    public void Targets_share_what_stands_before_or_behind_them(string line, string meaning) => Excluded(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Stroke, seizure, or narcolepsia minor", "stroke or seizure or narcolepsia minor")]
    [InlineData("Treatment with rituximab or zorbinex within 4 weeks", "rituximab within 4 weeks before now or zorbinex within 4 weeks before now")]
    [InlineData("Irinotecan, topotecan, or another zorbitecan", "irinotecan or topotecan or zorbitecan")]
    [InlineData("Cocaine abuse or dependence", "cocaine abuse or cocaine dependence")]
    [InlineData("Intestinal obstruction or perforation", "bowel obstruction or bowel perforation")]
    [InlineData("Use of any investigational drug or device within 20 days of enrollment", "investigational agent within 20 days before enrollment or investigational device within 20 days before enrollment")]
    [InlineData("Radiotherapy to the thorax or upper abdomen", "radiotherapy to thorax or radiotherapy to upper abdomen")]
    public void What_stands_in_a_list_is_of_its_kind(string line, string meaning) => Excluded(line).ShouldBe(meaning);

    [Theory]
    [InlineData("HIV infection confirmed by ELISA or zorblot")]
    [InlineData("Melanoma or healthy siblings")]
    [InlineData("Intravitreal, subtenon, or periocular steroid therapy")]
    [InlineData("Asthma or other medical conditions")]
    [InlineData("Asthma, blood in zorbistool, or gout")]
    [InlineData("Distant metastases in liver or other organs")]
    public void Words_that_may_belong_to_something_else_are_no_part_of_a_list(string line) =>
        Only(line).Evaluability.ShouldBe(Evaluability.Partial, line);

    [Theory]
    [InlineData("Terfenadine, cisapride and midazolam", "terfenadine or cisapride or midazolam")]
    [InlineData("Gout, psoriasis, and asthma", "gout or psoriasis or asthma")]
    [InlineData("Immunomodulators and anticonvulsants within 10 days", "immunomodulators within 10 days before now or anticonvulsants within 10 days before now")]
    [InlineData("Live or attenuated vaccines within 3 weeks", "live vaccine within 3 weeks before now or attenuated vaccine within 3 weeks before now")]
    [InlineData("Serious or non-healing wound, ulcer, or bone fracture", "serious wound or non-healing wound or serious ulcer or non-healing ulcer or serious fracture or non-healing fracture")]
    [InlineData("Asthma and sarcoidosis", "asthma or sarcoidosis")]
    [InlineData("Lithium and other mood stabilizers", "lithium or mood stabilizers")]
    [InlineData("Serious and uncontrollable infection", "serious and uncontrolled infection")]
    [InlineData("Acute and chronic pancreatitis", "acute pancreatitis or chronic pancreatitis")]
    [InlineData("Moderate or poor differentiated adenocarcinoma", "moderately differentiated adenocarcinoma or poorly differentiated adenocarcinoma")]
    [InlineData("Family history of gout or psoriasis", "family history of gout or family history of psoriasis")]
    [InlineData("Personal or family history of gout", "family history of gout or gout")]
    [InlineData("Cancer excluding cervical carcinoma in situ, non-melanoma skin cancer", "cancer and (not (carcinoma in situ of the cervix or nonmelanoma skin cancer))")]
    [InlineData("Anti-PD-1, or with IDO inhibitors", "anti-PD-1 therapy or IDO inhibitor")]
    [InlineData("Influenza or pneumococcal vaccine", "influenza vaccine or pneumococcal vaccine")]
    [InlineData("CNS involvement by lymphoma or melanoma", "central nervous system involvement by lymphoma or central nervous system involvement by melanoma")]
    [InlineData("A history of, or active, gout", "gout")]
    [InlineData("Sarcoidosis, or a history of pneumonitis that required oral or intravenous steroids to assist with management", "sarcoidosis or pneumonitis that required oral or intravenous steroids to assist with management")]
    public void Each_of_a_list_excludes(string line, string meaning) => Excluded(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Current or recent (within 3 months) evidence of gout, stroke, or psoriasis", "gout within 3 months before now or stroke within 3 months before now or psoriasis within 3 months before now")]
    [InlineData("Current or recent (within 10 days) use of aspirin (> 300 mg/day)", "aspirin above 300 mg/d within 10 days before now")]
    [InlineData("Recent (< 6 months) stroke", "stroke within 6 months before now")]
    public void A_time_in_brackets_is_that_of_what_is_recent(string line, string meaning) => Excluded(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Interferon and ribavirin")]
    [InlineData("AIDS and toxoplasmosis")]
    [InlineData("Both asthma and sarcoidosis")]
    [InlineData("Less than 3 weeks since palliative radiotherapy or less than 5 weeks since other radiotherapy")]
    [InlineData("Busulfan/melphalan conditioning regimen")]
    [InlineData("Lung cancer and brain metastases")]
    [InlineData("Asthma and related sleep apnea")]
    [InlineData("Acute and severe pancreatitis")]
    [InlineData("Family history of gout or a history of psoriasis")]
    [InlineData("At least 3 months (5 months for cirrhosis) since prior corticosteroids")]
    public void What_may_be_meant_together_or_for_some_is_left_to_a_person(string line) => Only(line).Evaluability.ShouldBe(Evaluability.Partial, line);

    private static string Excluded(string line)
    {
        var criterion = Only(line);
        criterion.Residue.ShouldBeEmpty(line);
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }

    private static Criterion Only(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
