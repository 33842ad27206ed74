using System.Text.Json;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Tests.Exchange.Standards;

namespace Equipoise.Conduct.Tests.Exchange;

public sealed class SdtmExportOnSqliteTests() : SdtmExportTests(new SqliteTestDatabase());

public sealed class SdtmExportOnPostgresTests() : SdtmExportTests(new PostgresTestDatabase());

/// <summary>A study as SDTM domains in Dataset-JSON.</summary>
public abstract class SdtmExportTests(TestDatabase place) : IAsyncLifetime
{
    private ExportedStudy study = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        study = await ExportedStudy.MakeAsync(place);
        await study.Trial.Screening.FailAsync(Trial.Coordinator(), Trial.Study, study.Screened, "ECOG 3", ["inclusion-3"], Cancellation);
        await study.EnterAsync("AE", "UNS", [("TERM", "Fatigue"), ("GRADE", "3"), ("START", "2026-03-02"), ("SER", "Y"), ("SERWHY", "HOSP"), ("AWARE", "2026-03-02T08:00"), .. study.Causality("NO"), ("ACTION", "STOP"), ("OUT", "SEQUEL")]);
        foreach (var (day, diameter) in new[] { ("2026-03-01", "31.5"), ("2026-03-02", "30") })
            await study.EnterAsync("TR", "UNS", ("DATE", day), ("LESION", "T1"), ("ROLE", "target"), ("SITE", "Lung"), ("NODAL", "N"), ("DIAM", diameter), ("STATE", "measured"));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return study.DisposeAsync();
    }

    [Fact]
    public async Task Every_domain_is_a_file_as_Dataset_JSON_asks_with_the_variables_that_SDTMIG_requires()
    {
        var files = await FilesAsync();

        files.Keys.ShouldBe(["dm", "ds", "ex", "ie", "ae", "mh", "cm", "pr", "lb", "vs", "tu", "tr", "rs", "sv", "dv", "suppae", "suppcm", "suppmh"], ignoreOrder: true);
        foreach (var (name, file) in files)
        {
            DatasetJsonRules.Breaches(file).ShouldBeEmpty(name);
            var rules = StandardTable.Read("sdtmig-3.4.tsv").Where(cells => string.Equals(cells[0], name, StringComparison.OrdinalIgnoreCase)).ToList();
            var columns = file.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()!).ToList();
            rules.Select(cells => cells[1]).Except(columns).ShouldBeEmpty(name);
            // AEDECOD is required and comes from MedDRA, which users bring themselves.
            foreach (var required in rules.Where(cells => cells[2] == "Req" && cells[1] != "AEDECOD").Select(cells => cells[1]))
                Rows.Of(file).ShouldAllBe(row => row[required] != "", $"{name} {required}");
            Rows.Of(file).Where(row => row.ContainsKey($"{name.ToUpperInvariant()}SEQ")).GroupBy(row => row["USUBJID"]).ShouldAllBe(one => one.Select(row => row[$"{name.ToUpperInvariant()}SEQ"]).Distinct().Count() == one.Count());
        }
    }

    [Fact]
    public async Task Demographics_have_reference_days_arm_and_country()
    {
        var people = Rows.Of((await FilesAsync())["dm"]);

        Some(people[0], "USUBJID", "SUBJID", "SITEID", "SEX", "BRTHDTC", "AGE", "RFICDTC", "RFSTDTC", "RFXSTDTC", "ARMNRS", "ACTARMCD", "COUNTRY")
            .ShouldBe([$"NCT07264075-{study.Randomized}", study.Randomized, "FR01", "M", "1966", "", "2026-03-01", "2026-03-02", "", "ASSIGNED, NOT TREATED", "", "FRA"]);
        people[0]["ARMCD"].ShouldBeOneOf("A", "B", "C");
        Some(people[1], "ARMCD", "ARMNRS", "RFSTDTC").ShouldBe(["", "SCREEN FAILURE", ""]);
        Rows.Of((await FilesAsync(ExportedStudy.WithoutArms))["dm"]).ShouldAllBe(row => row["ARMCD"] == "" && row["ARM"] == "" && row["ARMNRS"] == "");
    }

    [Fact]
    public async Task Findings_have_a_row_for_each_result_with_units_ranges_visits_and_study_days()
    {
        var files = await FilesAsync();

        Rows.Of(files["vs"]).Select(row => Some(row, "VSSEQ", "VSTESTCD", "VSORRES", "VSORRESU", "VSSTRESN", "VISIT", "VISITNUM", "VSDTC", "VSDY", "EPOCH")).ShouldBe(
        [
            ["1", "WEIGHT", "80", "kg", "80", "Screening", "1", "2026-03-01", "-1", "SCREENING"],
            ["2", "HEIGHT", "178", "cm", "178", "Screening", "1", "2026-03-01", "-1", "SCREENING"],
            ["3", "SYSBP", "130", "mmHg", "130", "Screening", "1", "2026-03-01", "-1", "SCREENING"],
            ["4", "DIABP", "80", "mmHg", "80", "Screening", "1", "2026-03-01", "-1", "SCREENING"],
            ["5", "WEIGHT", "81", "kg", "81", "Unscheduled visit", "7", "2026-03-02", "1", "SCREENING"],
            ["6", "TEMP", "36.6", "C", "36.6", "Unscheduled visit", "7", "2026-03-02", "1", "SCREENING"],
        ]);
        Some(Rows.Of(files["lb"]).Single(row => row["LBTESTCD"] == "BILI"), "LBTEST", "LBCAT", "LBSPEC", "LBORRESU", "LBORNRLO", "LBORNRHI", "LBNRIND").ShouldBe(["Bilirubin", "CHEMISTRY", "SERUM", "umol/L", "3", "21", "NORMAL"]);
        Some(Rows.Of(files["rs"]).Single(row => row["RSTESTCD"] == "ECOG101"), "RSCAT", "RSORRES", "RSDTC").ShouldBe(["ECOG", "0", "2026-03-01"]);
    }

    [Fact]
    public async Task A_lesion_is_identified_once_and_measured_each_time()
    {
        var files = await FilesAsync();

        Rows.Of(files["tu"]).Select(row => Some(row, "TULNKID", "TUTESTCD", "TUORRES", "TUSTRESC", "TULOC", "TUDTC")).ShouldBe([["T1", "TUMIDENT", "Target", "TARGET", "Lung", "2026-03-01"]]);
        Rows.Of(files["tr"]).Where(row => row["TRTESTCD"] == "DIAMETER").Select(row => Some(row, "TRGRPID", "TRLNKID", "TRORRES", "TRORRESU", "TRSTRESN", "TREVAL")).ShouldBe(
            [["TARGET", "T1", "31.5", "mm", "31.5", "INVESTIGATOR"], ["TARGET", "T1", "30", "mm", "30", "INVESTIGATOR"]]);
    }

    [Fact]
    public async Task Events_interventions_milestones_and_criteria_not_met_have_their_terms()
    {
        var files = await FilesAsync();

        Some(Rows.Of(files["ae"]).Single(), "AETERM", "AEDECOD", "AESER", "AESHOSP", "AESDTH", "AETOXGR", "AEACN", "AEOUT", "AESTDTC", "AESTDY").ShouldBe(
            ["Fatigue", "", "Y", "Y", "", "3", "DRUG WITHDRAWN", "RECOVERED/RESOLVED WITH SEQUELAE", "2026-03-02", "1"]);
        // A list that says there is none has no row, and of a partial date no study day is known.
        Some(Rows.Of(files["cm"]).Single(), "CMTRT", "CMCAT", "CMSTDTC", "CMSTDY", "CMENRTPT").ShouldBe([ExportedStudy.Hostile, "CONCOMITANT MEDICATION", "2026-02", "", "ONGOING"]);
        Rows.Of(files["mh"]).Select(row => Some(row, "MHTERM", "MHCAT")).ShouldBe([["Larynx", "PRIMARY DIAGNOSIS"]]);
        Rows.Of(files["ds"]).Select(row => Some(row, "DSDECOD", "DSCAT", "DSSTDTC")).ShouldBe(
        [
            ["INFORMED CONSENT OBTAINED", "PROTOCOL MILESTONE", "2026-03-01"], ["RANDOMIZED", "PROTOCOL MILESTONE", "2026-03-02"],
            ["SCREEN FAILURE", "DISPOSITION EVENT", ""], ["INFORMED CONSENT OBTAINED", "PROTOCOL MILESTONE", "2026-03-01"],
        ]);
        Some(Rows.Of(files["ie"]).Single(), "IETESTCD", "IETEST", "IECAT", "IEORRES").ShouldBe(["IN3", "ECOG performance status 0 or 1.", "INCLUSION", "N"]);
        Rows.Of(files["sv"]).Select(row => Some(row, "VISIT", "SVSTDTC", "SVENDTC")).ShouldBe([["Screening", "2026-03-01", "2026-03-02"], ["Unscheduled visit", "2026-03-02", "2026-03-02"]]);
    }

    [Fact]
    public async Task Responses_are_there_as_they_were_called_and_as_RECIST_derives_them_with_the_sums_they_rest_on()
    {
        await study.EnterAsync("RS", "UNS", ("DATE", "2026-03-02"), ("OVERALL", "PD"), ("BASIS", "a new shadow"));

        var files = await FilesAsync();

        Rows.Of(files["rs"]).Where(row => row["RSCAT"] == "RECIST 1.1").Select(row => Some(row, "RSTESTCD", "RSSTRESC", "RSDRVFL", "RSEVAL", "RSDTC", "VISIT")).ShouldBe(
        [
            ["OVRLRESP", "PD", "", "INVESTIGATOR", "2026-03-02", "Unscheduled visit"],
            ["TRGRESP", "SD", "Y", "INVESTIGATOR", "2026-03-02", "Unscheduled visit"],
            ["OVRLRESP", "SD", "Y", "INVESTIGATOR", "2026-03-02", "Unscheduled visit"],
        ]);
        Rows.Of(files["tr"]).Where(row => row["TRTESTCD"] == "SUMDIAM").Select(row => Some(row, "TRSTRESN", "TRSTRESU", "TRDRVFL", "TRDTC")).ShouldBe([["31.5", "mm", "Y", "2026-03-01"], ["30", "mm", "Y", "2026-03-02"]]);
    }

    [Fact]
    public async Task What_has_no_variable_is_a_supplement_of_its_row_and_causes_tell_no_arm_to_who_may_not_see_it()
    {
        var files = await FilesAsync();

        Rows.Of(files["ae"]).Single()["AEREL"].ShouldBe("NOT RELATED");
        var supplements = Rows.Of(files["suppae"]);
        Some(supplements.Single(row => row["QNAM"] == "AWARE"), "RDOMAIN", "USUBJID", "IDVAR", "IDVARVAL", "QVAL", "QORIG").ShouldBe(["AE", $"NCT07264075-{study.Randomized}", "AESEQ", "1", "2026-03-02T08:00", "CRF"]);
        supplements.Where(row => row["QNAM"].StartsWith("REL", StringComparison.Ordinal)).Select(row => row["QNAM"]).ShouldBe(study.Causality("NO").Select(one => one.Field));
        Some(Rows.Of(files["suppcm"]).Single(row => row["QNAM"] == "WHAT"), "IDVAR", "QLABEL", "QVAL").ShouldBe(["CMSEQ", "Medication", "Another medication"]);
        Rows.Of(files["suppmh"]).ShouldAllBe(row => row["QNAM"].Length <= 8 && row["QLABEL"].Length <= 40 && row["QVAL"] != "");

        var without = await FilesAsync(ExportedStudy.WithoutArms);
        Rows.Of(without["ae"]).Single()["AEREL"].ShouldBe("");
        Rows.Of(without["suppae"]).ShouldAllBe(row => !row["QNAM"].StartsWith("REL", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Some(IReadOnlyDictionary<string, string> row, params string[] columns) => [.. columns.Select(column => row.GetValueOrDefault(column, ""))];

    private async Task<IReadOnlyDictionary<string, JsonElement>> FilesAsync(Equipoise.Conduct.Access.Actor? actor = null) =>
        (await study.FilesAsync(ExportFormat.Sdtm, actor)).Where(file => file.Key.EndsWith(".json", StringComparison.Ordinal)).ToDictionary(file => Path.GetFileNameWithoutExtension(file.Key), file => JsonDocument.Parse(file.Value).RootElement);
}
