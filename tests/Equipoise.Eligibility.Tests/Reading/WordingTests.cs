using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>What tables hold in another shape, and findings that no noun names.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("Contra-indication to colchicine", "contraindication to colchicine")]
    [InlineData("Un-controlled gout", "uncontrolled gout")]
    [InlineData("Non-tophaceous gout", "non-tophaceous gout")]
    [InlineData("Non-ulcerative colitis of the left colon", "non-ulcerative colitis of the left colon")]
    [InlineData("Patients who are hypertensive", "hypertension")]
    [InlineData("Subject is cirrhotic.", "cirrhosis")]
    [InlineData("Cocaine abusers", "cocaine abuse")]
    [InlineData("Prior or ongoing chemotherapy", "chemotherapy")]
    [InlineData("Habitual use of colchicine", "habitual colchicine")]
    [InlineData("Ongoing treatment with lesinumol", "current lesinumol")]
    [InlineData("Tophaceous gout at initial diagnosis", "tophaceous gout")]
    [InlineData("Currently benefiting from the treatment with colchicine", "current colchicine")]
    public void Another_shape_says_the_same(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Metastatic disease in patients with mTNBC", null)]
    [InlineData("Patients with mTNBC", "metastatic triple-negative breast cancer")]
    [InlineData("Diagnosis of rGBM", "recurrent glioblastoma")]
    public void A_small_letter_before_initials_says_what_the_tumor_is(string line, string? meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Patients with positive inguinal lymph nodes", "positive inguinal lymph node")]
    [InlineData("Contracted gallbladder", "contracted gallbladder")]
    [InlineData("Poor venous access", "poor venous access")]
    [InlineData("Abnormal resting EEG", "abnormal resting EEG")]
    [InlineData("Elevated liver enzymes", "elevated liver enzyme")]
    [InlineData("Heavy alcohol consumption", "heavy alcohol consumption")]
    public void A_part_of_the_body_in_a_state_is_a_finding(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Hypersensitivity to colchicine and its excipients", "allergy to colchicine or allergy to excipients")]
    [InlineData("Allergy to FTC or TDF-containing tablets", "allergy to FTC or allergy to TDF")]
    [InlineData("Allergy to FTC or TDF containing medication", "allergy to FTC or allergy to TDF")]
    [InlineData("Known allergy to colchicine and latex", "allergy to colchicine or allergy to latex")]
    public void Each_allergen_is_one_of_its_own(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("HIV+ patients", "HIV infection")]
    [InlineData("Infected by HIV-2", "HIV-2 infection")]
    [InlineData("HIV-1 or HIV-2 infection", "HIV infection")]
    [InlineData("Evidence of relapse or distant metastasis", "relapse or distant metastases")]
    [InlineData("Prior chemotherapy including cetuximab or radiation therapy", "chemotherapy or radiotherapy")]
    [InlineData("Prior chemotherapy including cisplatin or carboplatin", "chemotherapy")]
    [InlineData("Treatment with any sulfonylurea and meglitinide", "sulfonylurea or meglitinides")]
    [InlineData("Thrombotic tendency other than atrial fibrillation", "thrombotic tendency and no atrial fibrillation")]
    public void Each_alternative_is_kept(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Prior treatment must include an anthracycline and a taxane", "anthracycline and taxane")]
    [InlineData("Discontinuation of flutamide or nilutamide at least 4 weeks before randomization", "no flutamide within 4 weeks before randomization and no nilutamide within 4 weeks before randomization")]
    [InlineData("Has received at least one systemic treatment for metastatic breast cancer", "systemic therapy for metastatic breast cancer, at least 1 times")]
    [InlineData("Not currently treated with metformin, and have not received insulin within the last 10 weeks", "no current metformin and no insulin within 10 weeks before now")]
    [InlineData("Planned elective cholecystectomy", null)]
    [InlineData("Histological evidence of prostate adenocarcinoma on previous radical prostatectomy", "prostate adenocarcinoma")]
    [InlineData("Planned discharge to home", null)]
    [InlineData("Prior treatment must include at least 2 of these", null)]
    public void What_is_asked_for_is_read_in_any_of_its_words(string line, string? meaning) =>
        (CriteriaReader.Read($"Inclusion Criteria:\n\n* {line}\n").Single(criterion => criterion.Text == line) is { Evaluability: Evaluability.Computable, Tree: { } tree } ? PlainEnglish.Of(tree) : null).ShouldBe(meaning);

    [Theory]
    [InlineData("Lesinural or non-lesinural inhibitors")]
    [InlineData("Non-compliant patients")]
    [InlineData("Adult patient under tutelage")]
    [InlineData("Regular consumption of medication")]
    [InlineData("Known allergy to colchicine, or concomitant use of non-lesinural anti-inflammatories")]
    [InlineData("Normal resting EEG")]
    public void What_may_be_meant_otherwise_stays_unread(string line) => Read(line).Evaluability.ShouldNotBe(Evaluability.Computable);

    private static string? Meaning(string line) => Read(line) is { Evaluability: Evaluability.Computable, Tree: { } tree } ? PlainEnglish.Of(tree) : null;

    private static Criterion Read(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}\n").Single(criterion => criterion.Text == line);
}
