using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Tests.Exchange.Standards;

namespace Equipoise.Conduct.Tests.Exchange;

public sealed class TreatedExportOnSqliteTests() : TreatedExportTests(new SqliteTestDatabase());

public sealed class TreatedExportOnPostgresTests() : TreatedExportTests(new PostgresTestDatabase());

/// <summary>Doses and deviations in exports, and what tells an arm to who may not see it.</summary>
public abstract class TreatedExportTests(TestDatabase place) : IAsyncLifetime
{
    private ExportedStudy study = null!;
    private string drug = "";

    public async ValueTask InitializeAsync()
    {
        study = await ExportedStudy.MakeAsync(place);
        drug = await study.TreatAsync();
        await study.EnterAsync("AE", "UNS", [("TERM", "Fatigue"), ("GRADE", "1"), ("START", "2026-03-04"), ("SER", "N"), .. study.Causality("YES"), ("ACTION", "NONE"), ("OUT", "RECOVERED")]);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return study.DisposeAsync();
    }

    [Fact]
    public async Task A_dose_and_what_deviated_in_it_are_rows_of_SDTM()
    {
        var files = await study.FilesAsync(ExportFormat.Sdtm);

        var dose = Rows.Of(JsonElement.Parse(files["ex.json"])).ShouldHaveSingleItem();
        (dose["EXTRT"], dose["EXDOSE"], dose["EXDOSU"], dose["EXSTDTC"], dose["EXENDTC"], dose["EXSTDY"], dose["EXADJ"]).ShouldBe((drug, "123", "mg", "2026-03-03T09:00", "2026-03-03T10:00", "1", "short bag"));
        Rows.Of(JsonElement.Parse(files["dv.json"])).ShouldContain(row => row["DVSTDTC"] == "2026-03-03" && row["DVCAT"] == "TREATMENT" && row["DVTERM"].Length > 10);
        Rows.Of(JsonElement.Parse(files["dm.json"])).Single(row => row["SUBJID"] == study.Randomized)["RFXSTDTC"].ShouldBe("2026-03-03T09:00"[..10]);
    }

    [Fact]
    public async Task A_trail_and_a_casebook_tell_no_arm_by_doses_and_causes_to_who_may_not_see_it()
    {
        var reader = new ParticipantReader(study.Trial.Store);
        foreach (var (actor, tells) in new[] { (Trial.Investigator(), true), (Trial.Investigator() with { Limits = new HashSet<Permission> { Permission.ReadAudit, Permission.ReadParticipants } }, false) })
        {
            var trail = string.Join('\n', (await reader.TrailAsync(actor, Trial.Study, study.Randomized, TestContext.Current.CancellationToken)).Select(entry => entry.Changes));
            var answers = string.Join('\n', (await reader.ReadAsync(actor, Trial.Study, study.Randomized, TestContext.Current.CancellationToken)).File.Entries.Select(entry => entry.Answers));

            foreach (var word in new[] { "short bag", "\"YES\"" })
            {
                trail.Contains(word, StringComparison.Ordinal).ShouldBe(tells, word);
                answers.Contains(word, StringComparison.Ordinal).ShouldBe(tells, word);
            }
        }
    }

    [Theory]
    [InlineData(nameof(ExportFormat.Csv))]
    [InlineData(nameof(ExportFormat.Sdtm))]
    [InlineData(nameof(ExportFormat.Odm))]
    [InlineData(nameof(ExportFormat.OdmTrail))]
    public async Task Doses_and_causes_tell_no_arm_to_who_may_not_see_it(string name)
    {
        var format = new[] { (nameof(ExportFormat.Csv), ExportFormat.Csv), (nameof(ExportFormat.Sdtm), ExportFormat.Sdtm), (nameof(ExportFormat.Odm), ExportFormat.Odm), (nameof(ExportFormat.OdmTrail), ExportFormat.OdmTrail) }.First(one => one.Item1 == name).Item2;
        foreach (var (actor, tells) in new[] { (ExportedStudy.DataManager, true), (ExportedStudy.WithoutArms, false) })
        {
            var told = name.StartsWith("Odm", StringComparison.Ordinal)
                ? (await study.XmlAsync(format, actor)).Descendants().Where(node => node.Name.LocalName is "SubjectData").Select(node => node.ToString())
                : (await study.FilesAsync(format, actor)).Where(file => file.Key is "form-EX.csv" or "form-AE.csv" or "ex.json" or "dv.json").Select(file => file.Value);
            var text = string.Join('\n', told);

            text.Contains("short bag", StringComparison.Ordinal).ShouldBe(tells, $"{name} for {actor.Name}");
            if (name is not "Sdtm")
                text.Contains(name is "Csv" ? ",YES," : "Value=\"YES\"", StringComparison.Ordinal).ShouldBe(tells, $"{name} for {actor.Name}");
        }
    }
}
