using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Lists: what one of their parts says of the others, and what it does not.</summary>
public sealed class AlternativesTests
{
    [Theory]
    [InlineData("Any beta blocker (other than digoxin) or insulin within 10 days", "(beta blockers within 10 days before now and no digoxin) or insulin within 10 days before now")]
    [InlineData("Gout or mild/severe asthma in the past year", "gout within 1 year before now or mild asthma within 1 year before now or severe asthma within 1 year before now")]
    [InlineData("Taking insulin or aspirin", "current insulin or current aspirin")]
    [InlineData("Concurrent chemotherapy, radiotherapy or other immunotherapy", "concurrent chemotherapy or concurrent radiotherapy or concurrent immunotherapy")]
    [InlineData("Receiving insulin or prior radiotherapy", "current insulin or radiotherapy")]
    [InlineData("Less than 2 weeks since surgery or more than 8 weeks since surgery", "surgery within 2 weeks before now or no surgery within 8 weeks before now")]
    [InlineData("Aged younger than 20 and older than 60 years", "age less than 20 years or age more than 60 years")]
    [InlineData("Severe hepatic or renal disease", "severe liver disease or severe kidney disease")]
    [InlineData("Severe hypersensitivity (≥ grade 3) to MK-12 or any of its excipients", "severe grade 3 or higher allergy to MK-12 or severe grade 3 or higher allergy to excipients")]
    [InlineData("Olaparib, letrozole or apixaban", "olaparib or letrozole or apixaban")]
    [InlineData("Chemotherapy or radiotherapy within 3 weeks (5 weeks for mitomycin or melphalan) before enrollment", "chemotherapy within 3 weeks before enrollment or radiotherapy within 3 weeks before enrollment or mitomycin within 5 weeks before enrollment or melphalan within 5 weeks before enrollment")]
    [InlineData("Surgery within 3 weeks or radiotherapy within 1 week of registration", "surgery within 3 weeks before registration or radiotherapy within 1 week before registration")]
    [InlineData("Receiving steroids or insulin within 9 days", "corticosteroids within 9 days before now or insulin within 9 days before now")]
    [InlineData("Recent major surgery within 9 days", "major surgery within 9 days before now")]
    [InlineData("Stroke, gastrectomy or biopsy within 3 months", "stroke within 3 months before now or gastrectomy within 3 months before now or biopsy within 3 months before now")]
    [InlineData("QTc > 480 ms by Fridericia's formula", "qtcf more than 480 ms")]
    [InlineData("Gout, in the opinion of the investigator", "gout and investigator judgment")]
    public void What_one_part_says_of_all(string line, string meaning) => Meaning("Exclusion Criteria:\n\n* " + line).ShouldBe(meaning);

    [Theory]
    [InlineData("At least 3 weeks since chemotherapy other than hydroxyurea", "not (chemotherapy within 3 weeks before now and no hydroxyurea)")]
    [InlineData("At least 3 weeks since chemotherapy and 1 week since radiotherapy", "no chemotherapy within 3 weeks before now and no radiotherapy within 1 week before now")]
    [InlineData("For women, not pregnant", "not: pregnant")]
    [InlineData("HIV negative", "no HIV infection")]
    [InlineData("HIV and hepatitis B negative", "not (HIV infection or hepatitis B)")]
    [InlineData("Ages 3-7 creatinine at most 0.9 mg/dL", "if age at least 3 years and age at most 7 years, then creatinine at most 0.9 mg/dL")]
    [InlineData("Anemia (hemoglobin below 8 g/dL)", "hemoglobin less than 8 g/dL")]
    [InlineData("Negative hepatitis C antibody", "no HCV antibody-positive")]
    [InlineData("No patients with current gout", "no current gout")]
    [InlineData("No gout; not pregnant or nursing; negative pregnancy test", "no gout and (not (pregnant or breastfeeding)) and not: pregnant")]
    [InlineData("Not pregnant and agree to use contraception", "not: pregnant and contraception")]
    [InlineData("Creatinine normal or creatinine clearance ≥ 55 mL/min for patients with creatinine above institutional normal", "if creatinine more than 1 times the upper limit of normal, then creatinineClearance at least 55 mL/min, otherwise (creatinine at least 1 times the lower limit of normal and creatinine at most 1 times the upper limit of normal)")]
    [InlineData("PD-L1 expression ≥ 5% (TPS)", "pdl1.tps at least 5%")]
    [InlineData("Neutrophils ≥ 2.0 x 10(9)/L", "neutrophils at least 2 10*9/L")]
    [InlineData("Rectal cancer", "rectal cancer")]
    [InlineData("Philadelphia chromosome-positive ALL", "Philadelphia chromosome-positive and acute lymphoblastic leukemia")]
    [InlineData("Stage IIA-IIIB melanoma", "stage IIA-IIIB melanoma")]
    [InlineData("EGFR exon 19 deletion or L858R mutation", "EGFR exon 19 deletion or EGFR L858R mutation")]
    [InlineData("Hormone receptor-positive (ER and/or PR positive), HER2-negative breast cancer", "hormone receptor-positive and no HER2-positive and breast cancer")]
    [InlineData("No chemotherapy for recurrent or metastatic disease", "no chemotherapy for recurrent or metastatic disease")]
    [InlineData("At least one measurable lesion", "measurable disease")]
    [InlineData("At least one measurable lesion ≥ 12 mm", "lesionSize at least 12 mm")]
    [InlineData("ECOG 0-1 within 10 days before registration", "performance status (ecog) one of 0, 1")]
    [InlineData("Age: 9 and over Renal: Not specified Life expectancy: Not specified", "age at least 9 years")]
    [InlineData("No steroids within 10 days before the first dose of nivolumab or AB-123", "no corticosteroids within 10 days before treatmentStart")]
    public void What_is_asked(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Hepatitis without cirrhosis with ascites")]
    [InlineData("At least 9 years, excluding gout")]
    [InlineData("Platelets at least 200,00/mm3")]
    [InlineData("No cancer except skin cancer and stage I or in situ cervical cancer")]
    [InlineData("Insulin or beta blockers other than propranolol, within 10 days")]
    [InlineData("More than 5 years since chemotherapy for malignancies other than melanoma")]
    [InlineData("No gout; asthma")]
    [InlineData("Being treated for a severe infection")]
    public void What_does_not_say_how_its_parts_belong_together_is_not_read_whole(string line) =>
        CriteriaReader.Read(line).ShouldHaveSingleItem().Evaluability.ShouldBe(Evaluability.Partial);

    private static string Meaning(string text)
    {
        var criterion = CriteriaReader.Read(text).ShouldHaveSingleItem();
        criterion.Residue.Select(span => text[span.Start..span.End]).ShouldBeEmpty();
        return PlainEnglish.Of(criterion.Tree.ShouldNotBeNull());
    }
}
