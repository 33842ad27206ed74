using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Wordings that templates of tumor trials share: what a disease was treated with, what is said of every spread, classes of drugs, fluids.</summary>
public sealed class TumorTemplateTests
{
    [Theory]
    [InlineData("Ovarian cancer previously treated with olaparib", "ovarian cancer and olaparib")]
    [InlineData("Gastric cancer that has been treated with trastuzumab and a taxane", "gastric cancer and trastuzumab and taxane")]
    [InlineData("Metastatic melanoma not previously treated with immunotherapy", "metastatic melanoma and no immunotherapy")]
    public void What_a_disease_was_treated_with_is_asked_beside_it(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Melanoma or sarcoma previously treated with dacarbazine")]
    [InlineData("Lung cancer, breast cancer previously treated with a taxane")]
    public void Whose_treatment_it_was_must_be_told(string line) => Only(line, "Inclusion").Evaluability.ShouldNotBe(Evaluability.Computable);

    [Theory]
    [InlineData("Untreated locally advanced or metastatic thyroid cancer", "untreated locally advanced thyroid cancer or untreated metastatic thyroid cancer")]
    [InlineData("Untreated, locally advanced, unresectable or metastatic thymoma", "untreated locally advanced thymoma or untreated unresectable thymoma or untreated metastatic thymoma")]
    [InlineData("Newly diagnosed advanced or recurrent thymoma", "newly diagnosed advanced thymoma or recurrent thymoma")]
    [InlineData("BCG-unresponsive bladder cancer", "BCG-unresponsive bladder cancer")]
    [InlineData("Bladder cancer that is BCG-unresponsive", "BCG-unresponsive bladder cancer")]
    [InlineData("Muscle-invasive bladder cancer clinical stage T2-T3 N0", "muscle-invasive bladder cancer and (T2 or T3) and N0")]
    [InlineData("Locally advanced (stage IIIC) or metastatic (stage IV) thymoma", "locally advanced stage IIIC thymoma or metastatic stage IV thymoma")]
    [InlineData("Unresectable stage III or metastatic (stage IV) melanoma", "unresectable stage III melanoma or metastatic stage IV melanoma")]
    [InlineData("Rectal cancer (any T, N1-2)", "rectal cancer and (N1 or N2)")]
    [InlineData("Men with HR-positive, HER2-negative breast cancer", "male and hormone receptor-positive and no HER2-positive and breast cancer")]
    [InlineData("Low- or intermediate-risk thymoma", "low-risk thymoma or intermediate-risk thymoma")]
    [InlineData("Measurable disease, defined as at least one lesion that can be accurately measured in at least one dimension", "measurable disease")]
    [InlineData("Measurable disease as determined by the local site radiology review", "measurable disease")]
    [InlineData("Thymoma with measurable disease and no prior chemotherapy", "thymoma and measurable disease and no chemotherapy")]
    [InlineData("Metastatic thymoma, not previously treated", "untreated metastatic thymoma")]
    [InlineData("Node-positive or high-risk node-negative thymoma", "node-positive thymoma or high-risk node-negative thymoma")]
    [InlineData("Cirrhosis Child-Pugh B", "Child-Pugh class B cirrhosis")]
    [InlineData("HER2-low status", "HER2-low")]
    [InlineData("Child-Pugh class A liver function", "Child-Pugh class A")]
    public void What_is_said_of_a_tumor_reaches_every_spread(string line, string meaning) => Meaning(line).ShouldBe(meaning);

    [Theory]
    [InlineData("Known history of, or any evidence of active, myocarditis", "myocarditis")]
    [InlineData("Radionuclide therapy (radium-223, strontium-89)", "radionuclide therapy")]
    [InlineData("Uncontrolled pericardial effusion, pleural effusion, or ascites requiring repeated drainage procedures (once weekly or more often)", "uncontrolled pericardial effusion requiring repeated drainage procedures or uncontrolled pleural effusion requiring repeated drainage procedures or uncontrolled ascites requiring repeated drainage procedures")]
    [InlineData("Brain metastases or ascites requiring drainage", "brain metastases or ascites requiring drainage")]
    [InlineData("Prior anti-PD-1 therapy or an agent targeting another stimulatory or co-inhibitory T-cell receptor (e.g., OX-40)", "anti-PD-1 therapy or agent directed to another stimulatory or co-inhibitory T-cell receptor")]
    public void Classes_and_fluids_are_read_with_what_stands_behind_them(string line, string meaning) => PlainEnglish.Of(Only(line, "Exclusion").Tree!).ShouldBe(meaning);

    private static string Meaning(string line) => Only(line, "Inclusion") is { Evaluability: Evaluability.Computable, Tree: { } tree } ? PlainEnglish.Of(tree) : "not read whole";

    private static Criterion Only(string line, string heading) => CriteriaReader.Read($"{heading} Criteria:\n\n- {line}").ShouldHaveSingleItem();
}
