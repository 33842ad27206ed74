using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Names that no table knows: the noun they end in, its ending or the words before say whether a condition or a treatment is meant.</summary>
public sealed class HeadedNameTests
{
    [Theory]
    [InlineData("Rotator cuff tear", "rotator cuff tear")]
    [InlineData("Patients with ankle ligament sprains", "ankle ligament sprain")]
    [InlineData("Known mastoid air cell problem", "mastoid air cell problem")]
    [InlineData("Presence of kidney comorbidities", "kidney comorbidity")]
    [InlineData("Coccygodynia", "coccygodynia")]
    [InlineData("Ragweed sensitivity", "ragweed sensitivity")]
    [InlineData("Severe zinc deficiency within 2 months", "severe zinc deficiency within 2 months before now")]
    public void A_noun_that_names_a_finding_makes_a_condition(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Obturator nerve block within 24 hours", "obturator nerve block within 24 hours before now")]
    [InlineData("Previous elbow surgery", "elbow surgery")]
    [InlineData("Dental bridge placement within the previous 3 months", "dental bridge placement within 3 months before now")]
    [InlineData("Administration of slow-release nerve-calming drugs", "slow-release nerve-calming drug")]
    [InlineData("Laryngeal pacing", "laryngeal pacing")]
    public void A_noun_that_names_a_remedy_makes_a_treatment(string line, string meaning)
    {
        var criterion = Read(line);
        criterion.Tree.ShouldBeOfType<Therapy>();
        PlainEnglish.Of(criterion.Tree!).ShouldBe(meaning);
    }

    [Theory]
    [InlineData("Grip weakness of the hand", "grip weakness of the hand")]
    [InlineData("Chronic wounds of the lower limb", "chronic wound of the lower limb")]
    [InlineData("Fistula formation due to tumor invasion", "fistula formation due to tumor invasion")]
    [InlineData("Neck injury requiring a collar", "neck injury requiring a collar")]
    [InlineData("Disorder of the tear film", "disorder of the tear film")]
    public void What_follows_belongs_to_the_name(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Contraindication to the use of oral glimepiride", "contraindication to oral glimepiride")]
    [InlineData("Contraindication for lidocaine infusion", "contraindication for lidocaine infusion")]
    [InlineData("History of taking warfarin", "warfarin")]
    public void The_words_before_say_what_is_meant(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Poor dental hygiene", "poor dental hygiene")]
    [InlineData("Impaired gait", "impaired gait")]
    [InlineData("Massive doses of mesalazine within 2 weeks", "massive doses of mesalazine within 2 weeks before now")]
    [InlineData("Asthma or non-nummular eczema", "asthma or non-nummular eczema")]
    [InlineData("Heart failure or other hormonal condition", "heart failure or hormonal condition")]
    [InlineData("Viral resistance", "viral resistance")]
    public void Words_in_front_make_a_name_of_a_bare_noun(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Major illness")]
    [InlineData("Poor compliance")]
    [InlineData("Gout proven by biopsy or a colored enema")]
    [InlineData("Able to reach the distant office device")]
    [InlineData("Have changed their medication")]
    [InlineData("Any other medical condition")]
    [InlineData("Underlying disease")]
    [InlineData("Failure to attend the visits")]
    [InlineData("Planned elbow surgery")]
    [InlineData("HIV-infected partners")]
    [InlineData("Limited English fluency")]
    [InlineData("Asthma or eczema sufferers")]
    [InlineData("Elbow or spine")]
    [InlineData("Thyroid test within 4 weeks")]
    public void What_names_no_condition_or_treatment_is_left_to_a_person(string line) => Read(line).Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string line) => Read(line) is { Evaluability: Evaluability.Computable } criterion ? PlainEnglish.Of(criterion.Tree!) : "·";

    private static Criterion Read(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}\n").ShouldHaveSingleItem();
}
