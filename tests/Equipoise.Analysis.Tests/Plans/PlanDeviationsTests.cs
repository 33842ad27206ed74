using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Plans;

public sealed class PlanDeviationsTests
{
    [Fact]
    public void A_plan_does_not_differ_from_itself() => PlanDeviations.Between(Records.Plan(), Records.Plan()).ShouldBeEmpty();

    [Theory]
    [InlineData("strata: [REGION, CPS, ECOG, HPV]", "strata: [REGION]", "The strata: REGION; the plan has REGION, CPS, ECOG, HPV.")]
    [InlineData("covariates: []", "covariates: [CPS]", "The covariates: CPS; the plan has none.")]
    [InlineData("information: 0.7", "information: 0.5", "The looks: 0.5, 1; the plan has 0.7, 1.")]
    [InlineData("alpha: 0.025", "alpha: 0.05", "The error probability: 0.05; the plan has 0.025.")]
    [InlineData("spending: obf", "spending: pocock", "The spending function: pocock; the plan has obf.")]
    [InlineData("population: ITT", "population: PP", "The population: PP; the plan has ITT.")]
    [InlineData("protocol: \"1.0\"", "protocol: \"2.0\"", "The protocol is version 2.0; the plan is for 1.0.")]
    [InlineData("all: [randomized, treated-as-allocated, {without_deviation: {important: true}}]", "all: [randomized, {doses: 2}]", "The rule of the set PP is not that of the plan.")]
    [InlineData("{tumor: assessment}", "{disposition: alive}", "The derivation of PFS is not that of the plan.")]
    [InlineData("events: 353", "events: 300", "The comparisons: B-C with 0.5 of alpha and 300 events, passing 1 on to A-C")]
    public void Each_difference_is_a_sentence(string planned, string done, string sentence) =>
        PlanDeviations.Between(Records.Plan(), Records.Plan(planned, done)).ShouldContain(one => one.StartsWith(sentence, StringComparison.Ordinal));
}
