using System.Net;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Tests.Conduct;

namespace Equipoise.Web.Tests.Analysis;

public sealed class AnalysisPageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>, IAsyncLifetime
{
    private const string Study = "NCT07264075";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var studies = new StudySteps(conduct.Store);
        if ((await studies.ListAsync(Cancellation)).Count == 0)
            await studies.OpenAsync(new Actor("a", "sam", "Sam", [new Grant(Role.Sponsor)], "test"), await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation), Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_page_of_a_study_says_its_plan_and_who_is_in_it()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.TrialStatistician));

        var page = await visitor.ReadAsync($"/analysis/{Study}");

        page.ShouldContain("B with C and A with C");
        page.ShouldContain("0 of 780");
        (await visitor.ReadAsync("/analysis")).ShouldContain($"href=\"/analysis/{Study}\"");
    }

    [Fact]
    public async Task A_cut_is_frozen_and_its_data_can_be_taken_away()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.TrialStatistician));

        using var frozen = await visitor.PostAsync($"/analysis/{Study}/cuts", ("name", "Before anybody"), ("cutoff", "2026-01-01"));

        frozen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var cut = frozen.Headers.Location!.ToString();
        (await visitor.ReadAsync($"{cut}/adtte.csv")).ShouldBe("STUDYID,SUBJID,SITEID,TRT01P,STRATA,PARAMCD,STARTDT,ADT,AVAL,CNSR,EVNTDESC,SRCDOM,SRCVAR,SRCSEQ\n");
        using var empty = await visitor.GetAsync(cut);
        empty.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await empty.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Nobody was randomized by the cutoff");
        (await visitor.ReadAsync($"/analysis/{Study}")).ShouldContain("Before anybody");
    }

    [Theory]
    [InlineData("First look", "tomorrow", "The cutoff is a day written as 2027-06-30.")]
    [InlineData("First look", "2999-01-01", "is still to come")]
    [InlineData("", "2026-01-01", "Give the data cut a name")]
    public async Task A_cut_that_will_not_do_is_refused_in_a_sentence(string name, string cutoff, string sentence)
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.TrialStatistician));

        using var refused = await visitor.PostAsync($"/analysis/{Study}/cuts", ("name", name), ("cutoff", cutoff));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain(sentence);
    }

    [Fact]
    public async Task A_study_or_cut_that_is_not_there_is_not_found()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.TrialStatistician));

        (await visitor.GetAsync("/analysis/NCT00000000")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync($"/analysis/{Study}/cuts/99")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
