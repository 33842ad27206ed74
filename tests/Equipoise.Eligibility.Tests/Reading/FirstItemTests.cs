using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

public class FirstItemTests
{
    [Theory]
    [InlineData("Alopecia or abnormal coagulation", "alopecia or abnormal coagulation")]
    [InlineData("Squamous cell or undifferentiated gastric cancer", "squamous cell gastric cancer or undifferentiated gastric cancer")]
    [InlineData("Hip, femur, or knee surgery", "hip surgery or femur surgery or knee surgery")]
    [InlineData("Intermediate or high-grade lymphoma", "intermediate-grade lymphoma or high-grade lymphoma")]
    public void The_first_of_a_list_is_a_name_of_its_own_or_shares_the_noun_of_the_last(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("History of gout or patients with active psoriasis", "gout or active psoriasis")]
    [InlineData("Diagnosed or treated for gout within 4 years", "gout within 4 years before now")]
    [InlineData("Previously received or receiving rituximab", "rituximab")]
    [InlineData("Symptoms or signs of heart failure", "symptoms of heart failure or signs of heart failure")]
    [InlineData("Signs or symptoms of cirrhosis", "signs of cirrhosis or symptoms of cirrhosis")]
    [InlineData("Intolerance/allergy to aspirin", "intolerance to aspirin or allergy to aspirin")]
    [InlineData("Allergy or idiosyncratic reaction to aspirin", "allergy to aspirin or idiosyncratic reaction to aspirin")]
    [InlineData("Sensitivity, allergy, or contraindication to aspirin", "sensitivity to aspirin or allergy to aspirin or contraindication to aspirin")]
    [InlineData("Smokers or those who have quit smoking within 4 years", "smoking or quit smoking within 4 years before now")]
    [InlineData("Gout or psoriasis (past or present)", "gout or psoriasis")]
    public void A_frame_in_the_middle_of_a_list_says_who_has_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Blunt or penetrating trauma")]
    [InlineData("Airway or thoracic malformation")]
    [InlineData("Progressive or relapsed following chemotherapy")]
    [InlineData("Actively abuse drugs or alcohol")]
    [InlineData("Immunomodulating agents such as zorbinex, or interleukin-2")]
    [InlineData("Intraarticular, intramuscular, or intravenous administration of glucocorticoids")]
    [InlineData("Persistent diarrhea, blood in stool, or gout")]
    public void What_may_wait_for_another_noun_or_belong_elsewhere_stays_unread(string line) => Only(line).Evaluability.ShouldBe(Evaluability.Partial, line);

    private static string Meaning(string line)
    {
        var criterion = Only(line);
        criterion.Residue.ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree!);
    }

    private static Criterion Only(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
