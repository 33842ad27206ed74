using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Readings that would hold every word of a line and still not say what it says.</summary>
public sealed class DoubtfulReadingTests
{
    [Theory]
    [InlineData("Asymptomatic for urinary infections", "Inclusion")]
    [InlineData("Abdominal surgery candidate", "Inclusion")]
    [InlineData("The patient had a ureteral stent for less than 9 months", "Exclusion")]
    [InlineData("Diagnosis of one of the following sarcomas:", "Inclusion")]
    [InlineData("If cirrhosis, Child B score with albumin more than 30 g/L", "Inclusion")]
    [InlineData("Bowel obstruction, perforation or stenosis", "Exclusion")]
    [InlineData("Ibuprofen, warfarin or aspirin allergies", "Exclusion")]
    [InlineData("Invasive carcinoma or lobular carcinoma in situ of the breast", "Inclusion")]
    [InlineData("Recent history of stroke or unstable angina", "Exclusion")]
    [InlineData("Treated currently with infliximab", "Exclusion")]
    [InlineData("Subjects presenting inguinal hernia", "Exclusion")]
    [InlineData("Known allergy to tested products", "Exclusion")]
    [InlineData("No sign of cardiac or hepatic insufficiency and a bilirubin no greater than 2 mg/dL", "Inclusion")]
    public void Stay_with_a_person(string line, string polarity) => Read(line, polarity).Evaluability.ShouldBe(Evaluability.Partial);

    [Theory]
    [InlineData("Cardiac or renal insufficiency", "cardiac insufficiency or renal insufficiency")]
    [InlineData("Severe cardiovascular or hepatic disease", "severe cardiovascular disease or severe liver disease")]
    [InlineData("Hypersensitivity on azithromycin", "allergy to azithromycin")]
    [InlineData("Any bleeding or clotting disorder", "bleeding disorder or coagulopathy")]
    [InlineData("History of receiving the influenza vaccine", "influenza vaccine")]
    [InlineData("Fever, inflammation", "fever or inflammation")]
    [InlineData("Recent stroke or unstable angina", "recent stroke or unstable angina")]
    public void Others_say_what_the_line_says(string line, string meaning) => PlainEnglish.Of(Read(line, "Exclusion").Tree!).ShouldBe(meaning);

    private static Criterion Read(string line, string polarity) => CriteriaReader.Read($"{polarity} Criteria:\n\n* {line}").ShouldHaveSingleItem();
}
