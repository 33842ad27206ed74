using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Tests.Tumors;

/// <summary>Tables 1 and 2 of RECIST 1.1, a row each; an empty response stands for no such lesions at baseline.</summary>
public sealed class OverallResponseTests
{
    [Theory]
    [InlineData("CR", "CR", "CR")]
    [InlineData("CR", "", "CR")]
    [InlineData("CR", "NON-CR/NON-PD", "PR")]
    [InlineData("CR", "NE", "PR")]
    [InlineData("PR", "NON-CR/NON-PD", "PR")]
    [InlineData("PR", "NE", "PR")]
    [InlineData("PR", "CR", "PR")]
    [InlineData("SD", "NE", "SD")]
    [InlineData("SD", "CR", "SD")]
    [InlineData("NE", "NON-CR/NON-PD", "NE")]
    [InlineData("NE", "CR", "NE")]
    [InlineData("PD", "CR", "PD")]
    [InlineData("NE", "PD", "PD")]
    [InlineData("", "CR", "CR")]
    [InlineData("", "NON-CR/NON-PD", "NON-CR/NON-PD")]
    [InlineData("", "NE", "NE")]
    [InlineData("", "PD", "PD")]
    [InlineData("", "", "NED")]
    public void Target_and_non_target_join(string target, string nonTarget, string overall)
    {
        OverallResponse.Of(ResponseCodes.Find(target), ResponseCodes.Find(nonTarget), NewLesion.No).Code().ShouldBe(overall);
        OverallResponse.Of(ResponseCodes.Find(target), ResponseCodes.Find(nonTarget), NewLesion.Equivocal).Code().ShouldBe(overall);
        OverallResponse.Of(ResponseCodes.Find(target), ResponseCodes.Find(nonTarget), NewLesion.Yes).ShouldBe(Response.Progressive);
    }
}
