using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Tests.Endpoints;
using Equipoise.Protocols.Reading;

namespace Equipoise.Analysis.Tests.Plans;

public sealed class PlanReaderTests
{
    [Fact]
    public void The_plan_that_follows_from_the_protocol_says_what_the_protocol_does()
    {
        var plan = Records.Plan();

        (plan.Study, plan.ProtocolVersion, plan.Primary, plan.Population, plan.Alpha).ShouldBe(("NCT07264075", "1.0", "OS", "ITT", 0.025));
        plan.Comparisons.Select(one => one.Name).ShouldBe(["B-C", "A-C"]);
        plan.Looks.Select(look => look.Information).ShouldBe([0.7, 1]);
        plan.Strata.ShouldBe(["REGION", "CPS", "ECOG", "HPV"]);
        plan.Endpoints.Select(endpoint => endpoint.Code).ShouldBe(["OS", "PFS", "ORR", "DOR", "TOT"]);
        plan.PrimaryEndpoint.Events.Count.ShouldBe(Records.Survival.Events.Count);
        plan.PrimaryEndpoint.Censored.Count.ShouldBe(Records.Survival.LastKnown.Count);
    }

    // Holm (1979) as a graph: equal shares, all of which pass on. Schoenfeld: 4·(z_0.0125 + z_0.2)²/ln² 0.72 = 4·(2.2414 + 0.8416)²/0.10792 = 352.3.
    [Fact]
    public void Holms_procedure_is_a_graph_and_the_events_are_Schoenfelds()
    {
        var plan = Records.Plan();

        plan.Comparisons.ShouldAllBe(one => one.Weight == 0.5 && one.Events == 353);
        plan.Comparisons[0].PassesOn.ShouldBe(new Dictionary<string, double> { ["A-C"] = 1 });
        plan.Graph().Reject(0).Weights.ShouldBe([0, 1]);
    }

    [Fact]
    public void A_protocol_without_a_plan_for_times_has_none_that_follows() =>
        Should.Throw<AnalysisException>(() => DefaultPlan.Write("X", "1", ProtocolReader.Read(File.ReadAllText(Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Fixtures", "oral-two-arms.yaml"))).Design!))
            .Message.ShouldContain("no analysis plan");

    [Theory]
    [InlineData("alpha: 0.025", "alpha: 0.6", "'alpha' is 0.6: write the one-sided error")]
    [InlineData("spending: obf", "spending: slow", "no spending function 'slow'")]
    [InlineData("primary: OS", "primary: ORR", "no time to an event among the endpoints 'ORR'; there is OS, PFS, DOR")]
    [InlineData("population: ITT", "population: SCR", "Arms cannot be compared in 'SCR'")]
    [InlineData("information: 0.7", "information: 1.2", "shares of information that rise to 1")]
    [InlineData("information: 1}", "information: 0.9}", "The last look has all information: 1.")]
    [InlineData("covariates: []", "covariates: [AGE]", "There is no variable 'AGE'")]
    [InlineData("covariates: []", "covariates: [CPS, CPS]", "names a variable twice")]
    [InlineData("experimental: B", "experimental: X", "There is no arm 'X'; there is A, B, C.")]
    [InlineData("experimental: B", "experimental: C", "C is compared with itself")]
    [InlineData("experimental: B", "experimental: A", "Two comparisons are of the same arms")]
    [InlineData("passes_on: {\"A-C\": 1}", "passes_on: {\"D-C\": 1}", "B-C passes on to 'D-C', which is no other comparison")]
    [InlineData("passes_on: {\"A-C\": 1}", "passes_on: {\"A-C\": 2}", "write the part that passes on, from 0 to 1")]
    [InlineData("weight: 0.5", "weight: 0.7", "The shares of alpha sum to 1.4")]
    [InlineData("all: [screened]", "all: [chosen]", "'chosen' is no condition")]
    [InlineData("all: [screened]", "all: [{doses: 0}]", "'doses' is a whole number from 1.")]
    [InlineData("all: [screened]", "all: [{with: {form: DX, field: COLOR, value: RED}}]", "There is no field of DX called 'COLOR'")]
    [InlineData("responses: [CR, PR]", "responses: [GOOD]", "'GOOD' is no response")]
    [InlineData("{tumor: assessment}", "{tumor: shrinkage}", "There is no day of tumors called 'shrinkage'")]
    [InlineData("study: \"NCT07264075\"", "study: OTHER", "This is the plan of OTHER")]
    [InlineData("confidence: 0.95", "confidence: 0.95\ncolor: red", "The plan has no 'color'; it may have alpha")]
    [InlineData("covariates: []", "covariates: [", "This is not YAML")]
    public void What_a_plan_cannot_mean_is_refused_with_its_line(string right, string wrong, string sentence) =>
        Should.Throw<FileException>(() => Records.Plan(right, wrong)).Message.ShouldMatch($"^Line [0-9]+: .*{System.Text.RegularExpressions.Regex.Escape(sentence)}");

    [Fact]
    public void The_line_is_that_of_the_mistake()
    {
        var lines = Records.PlanText("population: ITT", "population: NOBODY").Split('\n');

        Should.Throw<FileException>(() => Records.Plan("population: ITT", "population: NOBODY")).Message
            .ShouldStartWith($"Line {Array.FindIndex(lines, line => line.StartsWith("population", StringComparison.Ordinal)) + 1}: ");
    }

    [Fact]
    public void Variables_beside_the_strata_come_from_forms()
    {
        var plan = Records.Plan("variables: [] ", "variables: [{code: WT, name: Weight, form: VS, field: WEIGHT, cuts: [60, 80]}]");

        plan.Variables.ShouldHaveSingleItem().Cuts.ShouldBe([60m, 80m]);
    }
}
