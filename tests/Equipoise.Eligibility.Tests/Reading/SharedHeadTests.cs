using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

public class SharedHeadTests
{
    [Theory]
    [InlineData("Intolerance to aspirin or clopidogrel", "intolerance to aspirin or intolerance to clopidogrel")]
    [InlineData("Allergy or intolerance to metformin", "allergy to metformin or intolerance to metformin")]
    [InlineData("Allergy to any component of cisplatin or docetaxel", "allergy to cisplatin or allergy to docetaxel")]
    [InlineData("Allergy to narcotics; or anticoagulant use", "allergy to opioids or anticoagulation")]
    [InlineData("Prior allogeneic bone marrow transplantation or PBSCT", "allogeneic bone marrow transplantation or allogeneic PBSCT")]
    [InlineData("History of alcohol or other substance abuse or dependence", "alcohol abuse or substance abuse or alcohol dependence or substance dependence")]
    [InlineData("Metastatic or inoperable, previously untreated melanoma", "metastatic untreated melanoma or inoperable untreated melanoma")]
    [InlineData("Newly diagnosed, previously untreated or relapsed lymphoma", "newly diagnosed untreated lymphoma or relapsed lymphoma")]
    [InlineData("Active gastritis, or recent peptic ulcer within 20 days", "active gastritis or peptic ulcer within 20 days before now")]
    [InlineData("Strong CYP3A4 inhibitors, in particular ketoconazole", "strong CYP3A4 inhibitors")]
    [InlineData("Second primary malignancy within 2 years", "second primary malignancy within 2 years before now")]
    public void What_the_first_of_a_list_says_is_said_of_what_is_bare_behind_it(string line, string meaning) => Meaning(line, Polarity.Exclusion).ShouldBe(meaning);

    [Theory]
    [InlineData("For patients with liver cirrhosis, the Child-Pugh class must be A", "if cirrhosis, then Child-Pugh class A")]
    [InlineData("DLCO >= 50% with no symptomatic asthma", "dlco at least 50% and no symptomatic asthma")]
    [InlineData("T1 N1; T2 N0; or T3 N0", "(T1 and N1) or (T2 and N0) or (T3 and N0)")]
    [InlineData("Stage T2-3 N0 or T1 N1 rectal cancer", "(((T2 or T3) and N0) or (T1 and N1)) and rectal cancer")]
    [InlineData("Measurable and enhancing tumor", "measurable disease and enhancing tumor")]
    public void A_guard_and_a_stage_are_told_from_alternatives(string line, string meaning) => Meaning(line, Polarity.Inclusion).ShouldBe(meaning);

    [Theory]
    [InlineData("Not pregnant, not nursing, or postmenopausal", Polarity.Inclusion)]
    [InlineData("ER-positive, HER2-negative or triple-negative breast cancer", Polarity.Inclusion)]
    [InlineData("No history of stroke OR at least 1 year since prior myocardial infarction", Polarity.Inclusion)]
    [InlineData("No prior allergy to vaccines suitable for use in", Polarity.Inclusion)]
    [InlineData("Measurable disease by RECIST outside the brain", Polarity.Inclusion)]
    [InlineData("Diagnosis of lymphoma confirmed by the presence of:", Polarity.Inclusion)]
    [InlineData("Thrombocytopenia or anemia of grade 3 or higher", Polarity.Exclusion)]
    [InlineData("Chronic, clinically significant diarrhea, nausea or vomiting", Polarity.Exclusion)]
    [InlineData("Positive test results for cocaine or barbiturates", Polarity.Exclusion)]
    [InlineData("Currently taking aspirin or hypersensitivity or bleeding", Polarity.Exclusion)]
    public void How_far_a_word_reaches_is_left_to_a_person_where_nobody_can_tell(string line, Polarity polarity) =>
        Only(line, polarity).Evaluability.ShouldBe(Evaluability.Partial, line);

    private static string Meaning(string line, Polarity polarity)
    {
        var criterion = Only(line, polarity);
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree!);
    }

    private static Criterion Only(string line, Polarity polarity) =>
        CriteriaReader.Read($"{(polarity == Polarity.Inclusion ? "Inclusion" : "Exclusion")} Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
