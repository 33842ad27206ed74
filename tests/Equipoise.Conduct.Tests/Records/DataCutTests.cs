using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Records;
using Equipoise.Storage;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Tests.Records;

public sealed class DataCutOnSqliteTests() : DataCutTests(new SqliteTestDatabase());

public sealed class DataCutOnPostgresTests() : DataCutTests(new PostgresTestDatabase());

public abstract class DataCutTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly Actor Analyst = new("a-analyst", "analyst", "Ana Lyst", [new Grant(Role.TrialStatistician)], "192.0.2.9");
    private static readonly byte[] Content = "STUDYID,AVAL\nX,1\n"u8.ToArray();

    private Trial trial = null!;
    private DataCutSteps cuts = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSiteAsync(place);
        cuts = new DataCutSteps(trial.Store);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    [Fact]
    public async Task What_was_frozen_is_read_again_to_the_byte_and_the_trail_holds_its_hash()
    {
        var cut = await FreezeAsync("First interim analysis");

        var (again, content) = await cuts.ReadAsync(Analyst, Trial.Study, 1, Permission.Analyze, Cancellation);
        content.ShouldBe(Content);
        again.ShouldBe(cut);
        cut.TrailNumber.ShouldBeGreaterThan(0);
        (await trial.TrailAsync())[^1].Changes.ShouldContain(cut.Hash);
    }

    [Fact]
    public async Task The_records_are_those_of_one_moment_with_every_form_that_counts()
    {
        var code = await trial.ConsentedAsync();
        var entry = await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace("VS", "SCR"), new Dictionary<string, string?> { ["DATE"] = "2026-03-02", ["WEIGHT"] = "70" }, Cancellation);
        var read = await new StudyRecordsReader(trial.Store).ReadAsync(Analyst, Trial.Study, Cancellation);
        read.Entries[code].Select(one => one.Id).ShouldBe([entry.Id]);

        await trial.Forms.StrikeAsync(Trial.Coordinator(), Trial.Study, code, entry.Id, entry.Version, "another participant's", Cancellation);

        var later = await new StudyRecordsReader(trial.Store).ReadAsync(Analyst, Trial.Study, Cancellation);
        later.Entries[code].ShouldBeEmpty();
        later.Head.Number.ShouldBe(read.Head.Number + 1);
    }

    [Fact]
    public async Task Nobody_but_the_trial_statistician_reads_or_freezes_the_whole_study()
    {
        var read = await new StudyRecordsReader(trial.Store).ReadAsync(Analyst, Trial.Study, Cancellation);
        foreach (var other in new[] { Trial.Sponsor, Trial.Auditor, Trial.Investigator(), Trial.Coordinator() })
        {
            (await Should.ThrowAsync<StepRefusedException>(new StudyRecordsReader(trial.Store).ReadAsync(other, Trial.Study, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
            (await Should.ThrowAsync<StepRefusedException>(cuts.FreezeAsync(other, read, new NewDataCut("A cut", new DateOnly(2026, 3, 1), Content), Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        }
    }

    [Theory]
    [InlineData("", "2026-03-01", "name-missing")]
    [InlineData("A cut", "2026-03-03", "cutoff-to-come")]
    public async Task A_cut_without_a_name_or_of_a_day_to_come_is_refused(string name, string cutoff, string code)
    {
        var read = await new StudyRecordsReader(trial.Store).ReadAsync(Analyst, Trial.Study, Cancellation);

        (await Should.ThrowAsync<StepRefusedException>(cuts.FreezeAsync(
            Analyst, read, new NewDataCut(name, DateOnly.Parse(cutoff, System.Globalization.CultureInfo.InvariantCulture), Content), Cancellation))).Code.ShouldBe(code);

        (await cuts.ListAsync(Analyst, Trial.Study, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_frozen_cut_cannot_be_changed()
    {
        await FreezeAsync("A cut");

        (await Should.ThrowAsync<StorageException>(trial.Database.WriteAsync(transaction => transaction.ExecuteAsync("update data_cut set name = 'other'"), Cancellation)))
            .Message.ShouldContain("append-only");
    }

    private async Task<DataCut> FreezeAsync(string name) =>
        await cuts.FreezeAsync(Analyst, await new StudyRecordsReader(trial.Store).ReadAsync(Analyst, Trial.Study, Cancellation), new NewDataCut(name, new DateOnly(2026, 3, 1), Content, "the day of event 3 in all arms", 2), Cancellation);
}
