using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Noun phrases with their complements as one name, where the readings before left words.</summary>
public sealed class ChunkTests
{
    [Theory]
    [InlineData("Urate crystals deposited in or infection of the elbow joint", null)]
    [InlineData("Gouty nodule involving the left tarsal tunnel", "gouty nodule involving the left tarsal tunnel")]
    [InlineData("Inadequate response to colchicine", "inadequate response to colchicine")]
    [InlineData("Hospitalization for gout within 3 months", "hospitalization for gout within 3 months before now")]
    [InlineData("Patients with acute decompensated GHX requiring drainage", "acute decompensated GHX requiring drainage")]
    [InlineData("Impaired cardiac functions", "impaired cardiac function")]
    [InlineData("Subjects with rosacea of the eyelid resistant to doxycycline", "rosacea of the eyelid resistant to doxycycline")]
    public void A_phrase_goes_on_with_its_complements(string line, string? meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Gouty nodule involving the left elbow or right heel", "gouty nodule involving the left elbow or gouty nodule involving the right heel")]
    [InlineData("No prior chemotherapy for melanoma or leukemia", "not (chemotherapy for melanoma or chemotherapy for leukemia)")]
    [InlineData("No prior chemotherapy or radiotherapy for lymphoma", "not (chemotherapy for lymphoma or radiotherapy for lymphoma)")]
    [InlineData("Surgery for hernia or gout", "surgery for hernia or surgery for gout")]
    [InlineData("Hepatic or renal disorders requiring dialysis", "hepatic disorder requiring dialysis or renal disorder requiring dialysis")]
    [InlineData("Received any light therapy, surgery or lithotripsy for the treatment of gout", "light therapy for the treatment of gout or surgery for the treatment of gout or lithotripsy for the treatment of gout")]
    public void Alternatives_share_what_can_only_be_meant_of_both(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Impossibility to kneel on a cushion", "inability to kneel on a cushion")]
    [InlineData("Unable to chew", "inability to chew")]
    public void What_somebody_cannot_do_is_a_condition(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Fact]
    public void Allergens_keep_their_own_words() =>
        Meaning("Allergy to nickel-containing wires or study drug capsules").ShouldBe("allergy to nickel-containing wires or allergy to study drug capsules");

    [Theory]
    [InlineData("No other serious illness requiring immediate therapy")]
    [InlineData("Uncontrolled gout or eczema of the forearm")]
    [InlineData("Angioedema to treatment with colchicine or lesinurad")]
    [InlineData("Contraindication or hypersensitivity related to colchicine")]
    [InlineData("Colectomy with ileorectal anastomosis or proctocolectomy")]
    [InlineData("Acute therapy for gout or other medical illness within 14 days")]
    [InlineData("Hypersensitivity or intolerance related to colchicine")]
    [InlineData("HIV or HTLV-1 associated gout")]
    [InlineData("Unable to give consent")]
    [InlineData("Serious comorbidities preventing prescription of colchicine")]
    [InlineData("Moderate to advanced elbow stiffening")]
    [InlineData("Gout, for those patients who require a splint")]
    public void What_may_be_meant_otherwise_stays_unread(string line) => Read(line).Evaluability.ShouldNotBe(Evaluability.Computable);

    private static string? Meaning(string line) => Read(line) is { Evaluability: Evaluability.Computable, Tree: { } tree } ? PlainEnglish.Of(tree) : null;

    private static Criterion Read(string line) => CriteriaReader.Read($"Exclusion Criteria:\n\n* {line}\n").Single(criterion => criterion.Text == line);
}
