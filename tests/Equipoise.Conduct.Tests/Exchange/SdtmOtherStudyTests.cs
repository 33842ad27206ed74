using System.IO.Compression;
using System.Text.Json;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Tests.Exchange.Standards;

namespace Equipoise.Conduct.Tests.Exchange;

/// <summary>A study unlike ILLUMINE as SDTM, with doses and deviations entered in forms of its own.</summary>
public sealed class SdtmOtherStudyTests : IAsyncLifetime
{
    private const string Study = "EQX-ORAL-01";

    private const string MoreForms =
        """
          - code: EXP
            title: Tablets taken
            domain: EX
            log: true
            fields:
              - {code: DRUG, label: Drug, type: code, required: true, codes: [{code: NEW, label: newdrug}, {code: PBO, label: placebo}]}
              - {code: DOSE, label: Dose, type: decimal, unit: mg, required: true}
              - {code: FROM, label: From, type: date, required: true}
              - {code: TO, label: To, type: date}
          - code: DEV
            title: Deviation
            domain: DV
            log: true
            fields:
              - {code: WHAT, label: What, type: text, required: true}
              - {code: ON, label: Day, type: date, required: true}
        tabulation: !protocol
          - form: EXP
            constants: {EXDOSFRM: TABLET, EXDOSU: mg}
            fields:
              - {field: DRUG, variable: EXTRT}
              - {field: DOSE, variable: EXDOSE}
              - {field: FROM, variable: EXSTDTC}
              - {field: TO, variable: EXENDTC}
          - form: DEV
            fields:
              - {field: WHAT, variable: DVTERM}
              - {field: ON, variable: DVSTDTC}
        """;

    private readonly SqliteTestDatabase place = new();
    private Trial trial = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.OpenAsync(place);
        var oral = await File.ReadAllTextAsync(Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Fixtures", "oral-two-arms.yaml"), Cancellation);
        await trial.Studies.OpenAsync(Trial.Sponsor, $"{oral.TrimEnd()}\n{MoreForms}\n", Cancellation);
        var site = await trial.Sites.RegisterAsync(Trial.Sponsor, Study, "FR01", new SiteDetails("Hospital", "EU", "Czech Republic", "Europe/Paris", null, []), Cancellation);
        await trial.Sites.ActivateAsync(Trial.Sponsor, Study, "FR01", site.Version, "contract signed", Cancellation);
        await trial.Schemes.ActivateAsync(Trial.Statistician, Study, [], null, "", Cancellation);
    }

    public ValueTask DisposeAsync() => trial.DisposeAsync();

    [Fact]
    public async Task Doses_set_the_reference_day_the_epochs_and_the_baseline()
    {
        var code = (await trial.Screening.ScreenAsync(Trial.Coordinator(), Study, "FR01", null, Cancellation)).Code;
        await trial.Screening.ConsentAsync(Trial.Coordinator(), Study, code, "1.0", new DateOnly(2026, 3, 1), "Ines Investigator", Cancellation);
        await EnterAsync(code, "DM", "SCR", ("BIRTH", "1950-03-02"), ("SEX", "F"));
        await EnterAsync(code, "VS", "SCR", ("WEIGHT", "80"), ("HEIGHT", "180"));
        var (_, report) = await trial.Eligibility.JudgeAsync(Trial.Investigator(), Study, code, Cancellation);
        await trial.Signatures.SignEligibilityAsync(Trial.Investigator(), Study, code, report.ContentHash, Trial.Password, Cancellation);
        await trial.Randomizer.RandomizeAsync(Trial.Coordinator(), Study, code, "request-1", new Dictionary<string, string> { ["AGE"] = "75" }, Cancellation);
        trial.Clock.Now = trial.Clock.Now.AddDays(10);
        await EnterAsync(code, "EXP", "DISP", ("DRUG", "NEW"), ("DOSE", "75"), ("FROM", "2026-03-04"), ("TO", "2026-03-10"));
        await EnterAsync(code, "DEV", "DISP", ("WHAT", "A tablet missed"), ("ON", "2026-03-06"));
        await EnterAsync(code, "VS", "DISP", ("WEIGHT", "79"));

        var files = await FilesAsync();

        var person = files["dm"].Single();
        (person["RFXSTDTC"], person["RFXENDTC"], person["RFSTDTC"], person["AGE"], person["AGEU"], person["SEX"], person["COUNTRY"], person["ARMNRS"]).ShouldBe(("2026-03-04", "2026-03-10", "2026-03-04", "75", "YEARS", "F", "CZE", ""));
        person["ACTARMCD"].ShouldBe(person["ARMCD"]);
        var dose = files["ex"].Single();
        (dose["EXTRT"], dose["EXDOSE"], dose["EXDOSU"], dose["EXDOSFRM"], dose["EXSTDY"], dose["EXENDY"], dose["EPOCH"]).ShouldBe(("newdrug", "75", "mg", "TABLET", "1", "7", "TREATMENT"));
        (files["dv"].Single()["DVTERM"], files["dv"].Single()["DVSTDY"]).ShouldBe(("A tablet missed", "3"));
        files["vs"].Where(row => row["VSTESTCD"] == "WEIGHT").Select(row => (row["VSDTC"], row["VSDY"], row["EPOCH"], row["VSLOBXFL"])).ShouldBe([("2026-03-02", "-2", "SCREENING", "Y"), ("2026-03-12", "9", "TREATMENT", "")]);
    }

    private Task<FormEntry> EnterAsync(string code, string form, string visit, params (string Field, string? Answer)[] answers) =>
        trial.Forms.EnterAsync(Trial.Coordinator(), Study, code, new FormPlace(form, visit), Answers.Of(answers), Cancellation);

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>> FilesAsync()
    {
        var file = await new StudyExports(trial.Store, trial.Clock).TakeAsync(ExportedStudy.DataManager, Study, ExportFormat.Sdtm, Cancellation);
        using var output = new MemoryStream();
        await file.WriteAsync(output, Cancellation);
        using var zip = new ZipArchive(output, ZipArchiveMode.Read);
        return zip.Entries.Where(entry => entry.FullName.EndsWith(".json", StringComparison.Ordinal)).ToDictionary(entry => Path.GetFileNameWithoutExtension(entry.FullName), entry => Rows.Of(JsonDocument.Parse(entry.Open()).RootElement));
    }
}
