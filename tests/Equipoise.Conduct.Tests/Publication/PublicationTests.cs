using Equipoise.Conduct.Publication;
using Equipoise.Conduct.Sites;
using Equipoise.Storage;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Tests.Publication;

public sealed class PublicationOnSqliteTests() : PublicationTests(new SqliteTestDatabase());

public sealed class PublicationOnPostgresTests() : PublicationTests(new PostgresTestDatabase());

public abstract class PublicationTests(TestDatabase place) : IAsyncLifetime
{
    private Trial trial = null!;
    private PublicationSteps publications = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.OpenAsync(place);
        publications = new PublicationSteps(trial.Store);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task What_is_published_is_the_status_the_sponsor_says_with_the_sites_and_enrollment_of_the_moment()
    {
        await trial.AddSiteAsync("FR01", "EU", "Europe/Paris");
        await trial.Sites.RegisterAsync(Trial.Sponsor, Trial.Study, "US01", new SiteDetails("Hospital US01", "NAM", "United States", "America/New_York", null, null), Cancellation);

        var state = await publications.PublishAsync(Trial.Sponsor, Trial.Study, "RECRUITING", "first site open", Cancellation);

        (state.Number, state.Enrolled).ShouldBe((1, 0));
        state.SiteList().Select(site => (site.Name, site.Country, site.Status)).ShouldBe(
            [("Hospital FR01", "France", "RECRUITING"), ("Hospital US01", "United States", "NOT_YET_RECRUITING")]);
        (await publications.CurrentAsync(Cancellation)).ShouldHaveSingleItem().ShouldBe(state);
        var entry = (await trial.TrailAsync())[^1];
        (entry.Action, entry.Reason).ShouldBe(("study.publish", "first site open"));
    }

    [Fact]
    public async Task Each_act_is_another_version_and_taking_back_leaves_those_before()
    {
        await trial.AddSiteAsync("FR01", "EU", "Europe/Paris");
        await publications.PublishAsync(Trial.Sponsor, Trial.Study, "RECRUITING", "first site open", Cancellation);
        await publications.PublishAsync(Trial.Sponsor, Trial.Study, "SUSPENDED", "drug supply", Cancellation);
        await publications.TakeBackAsync(Trial.Sponsor, Trial.Study, "published too early", Cancellation);

        (await publications.VersionsAsync(Trial.Study, Cancellation)).Select(state => state.Status).ShouldBe(["TAKEN_BACK", "SUSPENDED", "RECRUITING"]);
        (await publications.CurrentAsync(Cancellation)).ShouldHaveSingleItem().IsTakenBack.ShouldBeTrue();
        (await RefusedAsync(publications.TakeBackAsync(Trial.Sponsor, Trial.Study, "once more", Cancellation))).ShouldBe("nothing-published");
    }

    [Theory]
    [InlineData("OPEN", "why not", "published-status")]
    [InlineData("RECRUITING", "no site is active", "no-site-enrolls")]
    [InlineData("SUSPENDED", " ", "reason-missing")]
    public async Task What_is_not_so_is_not_published(string status, string reason, string code)
    {
        (await RefusedAsync(publications.PublishAsync(Trial.Sponsor, Trial.Study, status, reason, Cancellation))).ShouldBe(code);

        (await publications.VersionsAsync(Trial.Study, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_once_more_is_refused_and_nobody_but_the_sponsor_publishes()
    {
        await publications.PublishAsync(Trial.Sponsor, Trial.Study, "NOT_YET_RECRUITING", "approved", Cancellation);

        (await RefusedAsync(publications.PublishAsync(Trial.Sponsor, Trial.Study, "NOT_YET_RECRUITING", "approved", Cancellation))).ShouldBe("no-change");
        foreach (var other in new[] { Trial.Statistician, Trial.Auditor, Trial.Investigator() })
            (await Should.ThrowAsync<StepRefusedException>(publications.PublishAsync(other, Trial.Study, "SUSPENDED", "supply", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task What_was_published_cannot_be_changed()
    {
        await publications.PublishAsync(Trial.Sponsor, Trial.Study, "SUSPENDED", "supply", Cancellation);

        (await Should.ThrowAsync<StorageException>(trial.Database.WriteAsync(transaction => transaction.ExecuteAsync("update publication set enrolled = 1000"), Cancellation)))
            .Message.ShouldContain("append-only");
    }

    private static async Task<string> RefusedAsync(Task<PublishedState> step) => (await Should.ThrowAsync<StepRefusedException>(step)).Code;
}
