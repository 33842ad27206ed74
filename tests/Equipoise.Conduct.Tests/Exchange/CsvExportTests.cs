using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Tests.Exchange.Standards;

namespace Equipoise.Conduct.Tests.Exchange;

public sealed class CsvExportOnSqliteTests() : CsvExportTests(new SqliteTestDatabase());

public sealed class CsvExportOnPostgresTests() : CsvExportTests(new PostgresTestDatabase());

/// <summary>A study as tables.</summary>
public abstract class CsvExportTests(TestDatabase place) : IAsyncLifetime
{
    private ExportedStudy study = null!;

    public async ValueTask InitializeAsync() => study = await ExportedStudy.MakeAsync(place);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return study.DisposeAsync();
    }

    [Fact]
    public async Task Each_form_is_a_table_with_participant_visit_and_state_of_each_entry()
    {
        var files = await study.FilesAsync(ExportFormat.Csv);

        var weights = Table.Read(files["form-VS.csv"]);
        weights.Rows.Select(row => (row["participantId"], row["armCode"].Length, row["visitCode"], row["entryId"], row["entryDay"], row["entryStatus"], row["entryVersion"], row["WEIGHT"], row["TEMP"])).ShouldBe(
        [
            (study.Randomized, 1, "SCR", "VS-1", "2026-03-01", "entered", "1", "80", ""),
            (study.Randomized, 1, "UNS", "VS-2", "2026-03-02", "entered", "2", "81", "36.6"),
        ]);
        var medication = Table.Read(files["form-CM.csv"]).Rows;
        medication.Select(row => (row["entryId"], row["entryStatus"])).ShouldBe([("CM-1", "entered"), ("CM-2", "struck"), ("CM-3", "entered")]);
        medication[2]["WORDS"].ShouldBe($"'{ExportedStudy.Hostile}");
        Table.Read(files["participants.csv"]).Rows.Select(row => (row["participantId"], row["status"], row["randomizedOn"])).ShouldBe([(study.Randomized, "randomized", "2026-03-02"), (study.Screened, "screening", "")]);
        Table.Read(files["consents.csv"]).Rows.Count.ShouldBe(2);
        Table.Read(files["dispositions.csv"]).Rows.Single()["kind"].ShouldBe("alive");
        Table.Read(files["signatures.csv"]).Rows.Single().ShouldSatisfyAllConditions(row => row["subject"].ShouldBe("eligibility"), row => row["name"].ShouldBe("Ines Investigator of FR01"), row => row["contentHash"].Length.ShouldBe(64));
        Table.Read(files["decisions.csv"]).Rows.ShouldAllBe(row => row["participantId"] == study.Randomized && row["source"] == "note of 2026-03-01" && row["decidedBy"] != "");
        Table.Read(files["deviations.csv"]).Columns.ShouldContain("isImportant");
        Table.Read(files["allocations.csv"]).Rows.Single().ShouldSatisfyAllConditions(row => row["randomizationNumber"].ShouldBe("R0001"), row => row["stratumCPS"].ShouldBe("HIGH"));
    }

    [Fact]
    public async Task The_dictionary_explains_every_column_of_every_form()
    {
        var files = await study.FilesAsync(ExportFormat.Csv);

        var explained = Table.Read(files["dictionary.csv"]).Rows.ToLookup(row => row["form"], row => row["field"]);
        foreach (var (name, content) in files.Where(file => file.Key.StartsWith("form-", StringComparison.Ordinal)))
            Table.Read(content).Columns.SkipWhile(column => column != "entryVersion").Skip(1).ShouldBe(explained[name["form-".Length..^".csv".Length]]);
        Table.Read(files["dictionary.csv"]).Rows.Single(row => row["form"] == "DM" && row["field"] == "SEX")["codes"].ShouldStartWith("M = Male; F = Female");
    }

    [Fact]
    public async Task Who_may_not_see_arms_gets_none_and_nobody_gets_the_place_of_a_slot()
    {
        var files = await study.FilesAsync(ExportFormat.Csv, ExportedStudy.WithoutArms);

        files.Keys.ShouldNotContain("allocations.csv");
        files.Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal)).ShouldAllBe(file => !Table.Read(file.Value).Columns.Contains("armCode"));
        Table.Read((await study.FilesAsync(ExportFormat.Csv))["allocations.csv"]).Columns.ShouldBe(
            ["studyId", "siteId", "participantId", "randomizationNumber", "armCode", "randomizedOn", "stratumREGION", "stratumCPS", "stratumECOG", "stratumHPV"]);
    }

    [Fact]
    public async Task Taking_data_away_leaves_an_entry_in_the_trail_and_needs_the_permission()
    {
        await study.TakeAsync(ExportFormat.Csv, ExportedStudy.WithoutArms);

        var entry = (await study.Trial.TrailAsync())[^1];
        (entry.Action, entry.Subject, entry.Name, entry.Changes).ShouldBe(("study.export", "export/csv", "Dana Manager", """[{"field":"arms","old":null,"new":"left out"}]"""));
        (await Should.ThrowAsync<StepRefusedException>(study.TakeAsync(ExportFormat.Csv, Trial.Coordinator()))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await study.Trial.TrailAsync())[^1].Number.ShouldBe(entry.Number);
    }
}
