using System.Text;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Storage.Databases;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Web.Tests.Analysis;

/// <summary>A trial of its own whose plan, cuts and looks go on.</summary>
internal sealed class LaterTrial : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly Database database;
    private readonly StudyPlans plans;
    private readonly StudyLooks desk;

    private LaterTrial(TemporaryFolder folder, Database database, ConductStore store)
    {
        (this.folder, this.database, Store) = (folder, database, store);
        var (studies, signed) = (new StudySteps(store), new EverybodySigns());
        plans = new StudyPlans(studies, new PlanSteps(store, signed));
        desk = new StudyLooks(studies, new StudyRecordsReader(store), new DataCutSteps(store), new LookSteps(store, signed), plans, TimeProvider.System);
    }

    public ConductStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LaterTrial> OpenAsync()
    {
        var kept = new TemporaryFolder();
        var opened = Database.Sqlite(kept.PathTo("conduct.db"));
        var store = await ConductStore.OpenAsync(opened, TimeProvider.System, Cancellation);
        await FrozenTrial.OpenAsync(store);
        return new LaterTrial(kept, opened, store);
    }

    /// <summary>Locks the plan in force with a change.</summary>
    public async Task LockAsync(string from, string to) => await plans.LockAsync(
        FrozenTrial.Analyst, FrozenTrial.Study, (await plans.FindAsync(FrozenTrial.Analyst, FrozenTrial.Study, Cancellation)).Text.Replace(from, to, StringComparison.Ordinal), "for the test", "password", Cancellation);

    public Task LookAsync(long cut, string decision) => desk.RecordAsync(FrozenTrial.Analyst, FrozenTrial.Study, cut, isFinal: null, decision, "The committee", "", "password", Cancellation);

    public async Task<string> PrintAsync(long cut, bool isOpen) => Encoding.UTF8.GetString(await PrintedReport.RenderAsync(await desk.OpenReportAsync(FrozenTrial.Analyst, FrozenTrial.Study, cut, isOpen, Cancellation), isOpen));

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Dispose();
    }

    private sealed class EverybodySigns : ISignatureCheck
    {
        public Task<bool> ConfirmAsync(Actor actor, string password, CancellationToken cancellation) => Task.FromResult(true);
    }
}
