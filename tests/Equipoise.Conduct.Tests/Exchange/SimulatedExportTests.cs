using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Simulated;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Tests.Exchange;

public sealed class SimulatedExportOnSqliteTests() : SimulatedExportTests(new SqliteTestDatabase());

public sealed class SimulatedExportOnPostgresTests() : SimulatedExportTests(new PostgresTestDatabase());

/// <summary>What leaves a simulated study cannot be taken for data of people.</summary>
public abstract class SimulatedExportTests(TestDatabase place) : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    [Fact]
    public async Task Every_file_of_a_simulated_study_says_so_in_its_name_and_in_its_content()
    {
        var clock = new SimulatedClock(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero), TimeProvider.System);
        var store = await ConductStore.OpenAsync(place.Open(), clock, Cancellation);
        await new StudySteps(store).OpenAsync(Trial.Sponsor, Trial.Illumine(), Cancellation);
        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Odm, ExportFormat.OdmTrail, ExportFormat.Sdtm, ExportFormat.Fhir })
        {
            var file = await new StudyExports(store, clock).TakeAsync(ExportedStudy.DataManager, Trial.Study, format, Cancellation);

            file.Name.ShouldStartWith("simulated-");
            var contents = await ExportedStudy.ContentsAsync(file);
            contents.ShouldNotBeEmpty();
            contents.Where(one => one.Key is "README.txt" || one.Key.EndsWith(".xml", StringComparison.Ordinal) || one.Key.EndsWith(".json", StringComparison.Ordinal))
                .ShouldAllBe(one => one.Value.Contains("SIMULATED DATA", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_file_of_a_study_with_people_does_not()
    {
        var trial = await Trial.OpenAsync(place);
        var file = await new StudyExports(trial.Store, trial.Clock).TakeAsync(ExportedStudy.DataManager, Trial.Study, ExportFormat.Odm, Cancellation);

        file.Name.ShouldStartWith(Trial.Study);
        (await ExportedStudy.ContentsAsync(file)).Values.ShouldAllBe(content => !content.Contains("SIMULATED", StringComparison.OrdinalIgnoreCase));
    }
}
