using Equipoise.Conduct.Access;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Storage.Databases;

namespace Equipoise.Tests;

/// <summary><c>equipoise audit verify</c> on a data folder.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private const string Study = "NCT07264075";
    private static readonly Actor Sponsor = new("a-sponsor", "sponsor", "Sam Sponsor", [new Grant(Role.Sponsor)], "test");
    private static readonly Actor Coordinator = new("a-coord", "coord", "Cora Coordinator", [new Grant(Role.SiteCoordinator, "FR01")], "test");

    private readonly TemporaryFolder data = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Without_data_it_names_the_folder_it_looked_in()
    {
        var (code, _, messages) = await RunningProgram.RunAsync("audit", "verify", "--data", data.PathTo("nothing"));

        (code, messages.Contains($"There is no conduct.db in {data.PathTo("nothing")}", StringComparison.Ordinal)).ShouldBe((1, true), messages);
    }

    [Fact]
    public async Task What_was_changed_beside_the_program_is_named_and_so_is_a_study_without_a_trail()
    {
        await ScreenAsync();
        (await RunningProgram.RunAsync("audit", "verify", "--data", data.Path)).ExitCode.ShouldBe(0);

        await TamperAsync("update participant set status = 'screen-failure'");
        var (code, output, _) = await RunningProgram.RunAsync("audit", "verify", "--data", data.Path);
        (code, output.Contains("FR01-001: state is 'screen-failure' in the tables and 'screening' by the trail.", StringComparison.Ordinal)).ShouldBe((1, true), output);

        await TamperAsync("drop trigger audit_entry_refuses_delete", "delete from audit_entry", "delete from trail");
        (code, output, _) = await RunningProgram.RunAsync("audit", "verify", "--data", data.Path, "--json");
        (code, output.Contains($"The study {Study} has no trail", StringComparison.Ordinal)).ShouldBe((1, true), output);
    }

    private async Task ScreenAsync()
    {
        await using var database = Database.Sqlite(data.PathTo("conduct.db"));
        var store = await ConductStore.OpenAsync(database, TimeProvider.System, Cancellation);
        await new StudySteps(store).OpenAsync(Sponsor, await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation), Cancellation);
        var sites = new SiteSteps(store);
        var site = await sites.RegisterAsync(Sponsor, Study, "FR01", new SiteDetails("Hospital one", "EU", "France", "Europe/Paris", null, null), Cancellation);
        await sites.ActivateAsync(Sponsor, Study, "FR01", site.Version, "contract signed", Cancellation);
        await new ScreeningSteps(store).ScreenAsync(Coordinator, Study, "FR01", null, Cancellation);
    }

    private async Task TamperAsync(params string[] statements)
    {
        await using var database = Database.Sqlite(data.PathTo("conduct.db"));
        foreach (var sql in statements)
            await database.WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation);
    }
}
