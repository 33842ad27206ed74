using System.Globalization;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Laboratory.Import;

namespace Equipoise.Conduct.Tests.Laboratory;

public sealed class LaboratoryImportOnSqliteTests() : LaboratoryImportTests(new SqliteTestDatabase());

public sealed class LaboratoryImportOnPostgresTests() : LaboratoryImportTests(new PostgresTestDatabase());

public abstract class LaboratoryImportTests(TestDatabase place) : IAsyncLifetime
{
    private const string Heading = "participant,date,test,value,unit,low,high\n";
    private Trial trial = null!;
    private LaboratoryImport import = null!;
    private string code = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        trial = await Trial.WithSiteAsync(place);
        import = new LaboratoryImport(trial.Store);
        code = await trial.ConsentedAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return trial.DisposeAsync();
    }

    // Creatinine of 1.0 mg/dL is 10 mg/L; with 113.12 g/mol that is 88.4017 umol/L. Hemoglobin of 130 g/L is 13 g/dL. 150,000 platelets in a microliter are 150 × 10^9/L.
    [Fact]
    public async Task Results_come_by_LOINC_field_or_variable_in_their_own_units_into_one_entry_a_day()
    {
        var report = await ImportAsync($"{Heading}{code},2026-03-01,2160-0,1.0,mg/dL,,\n{code},2026-03-01,HGB,130,g/L,120,170\n{code},2026-03-01,platelets,150,K/uL,,\n{code},2026-03-01,ALT,30,U/L,5,40\n");

        report.WasKept.ShouldBeTrue();
        report.Results.Select(result => (result.Where, result.Outcome, result.Entry, result.Sentence)).ShouldBe(Enumerable.Range(2, 4).Select(line => ($"line {line}", "entered", (string?)"LB-1", (string?)null)));
        var entry = await OnlyAsync();
        (entry.Visit, entry.RecordedOn).ShouldBe(("SCR", new DateOnly(2026, 3, 1)));
        var values = entry.Values();
        (values["CREAT"], values["HGB"], values["PLAT"], values["ALT"]).ShouldBe(("88.4017", "13", "150", "30"));
        values["RANGES"].ShouldBe("hemoglobin g/dL 12 17"); // that of ALT is the site's
    }

    [Fact]
    public async Task A_milliequivalent_becomes_millimoles_by_the_charges_of_the_ion()
    {
        await ImportAsync($"{Heading}{code},2026-03-01,K,4.1,mEq/L,3.5,5.1\n{code},2026-03-01,CA,4.8,mEq/L,4.2,5.2\n{code},2026-03-01,MG,1.7,meq/L,,\n");

        var values = (await OnlyAsync()).Values();
        (values["K"], values["CA"], values["MG"]).ShouldBe(("4.1", "2.4", "0.85"));
        values["RANGES"].ShouldContain("calcium mmol/L 2.1 2.6");
    }

    [Fact]
    public async Task Files_of_the_same_participants_in_another_order_at_one_moment_are_entered_both()
    {
        List<string> codes = [code, await trial.ConsentedAsync(), await trial.ConsentedAsync(), await trial.ConsentedAsync()];
        string File(IEnumerable<string> order, int day) => "participant,date,test,value,unit,visit,visitCount\n" + string.Concat(order.Select(one => $"{one},2026-02-2{day},CREAT,1.0,mg/dL,UNS,{day}\n"));

        var reports = await Task.WhenAll(
            ImportAsync(File(codes, 1)), ImportAsync(File(codes.AsEnumerable().Reverse(), 2)), ImportAsync(File(codes.Skip(2).Concat(codes.Take(2)), 3)));

        reports.SelectMany(report => report.Results).Where(result => result.Outcome is not "entered").Select(result => $"{result.Participant} {result.Outcome}: {result.Sentence}").ShouldBeEmpty();
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_sent_twice_changes_nothing_the_second_time_and_a_later_one_completes_the_entry()
    {
        var first = $"{Heading}{code},2026-03-01,CREAT,1.0,mg/dL,,\n";
        await ImportAsync(first);
        var trail = (await trial.TrailAsync()).Count;

        (await ImportAsync(first)).Results.Single().ShouldBe(new ImportedResult("line 2", "unchanged", code, "LB-1", null));
        (await trial.TrailAsync()).Count.ShouldBe(trail);
        (await ImportAsync($"{Heading}{code},2026-03-01,ALT,30,U/L,,\n")).Results.Single().Outcome.ShouldBe("entered");
        (await OnlyAsync()).Values().Count.ShouldBe(3);
        (await trial.TrailAsync()).TakeLast(2).Select(entry => (entry.Action, entry.Reason)).ShouldBe([("form.correct", "Laboratory import of lab.csv"), ("laboratory.import", null)]);
        (await trial.Audit.VerifyAsync(Trial.Study, Cancellation)).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task A_value_on_record_is_not_overwritten()
    {
        await ImportAsync($"{Heading}{code},2026-03-01,ALT,30,U/L,,\n");

        (await ImportAsync($"{Heading}{code},2026-03-01,ALT,31,U/L,,\n")).Results.Single().Sentence.ShouldBe("LB-1 has 30 for ALT on 2026-03-01, the file 31: correct the entry by hand, with a reason.");
        (await OnlyAsync()).Values()["ALT"].ShouldBe("30");
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_by_its_line_and_nothing_of_the_file_is_kept()
    {
        (string Row, string Sentence)[] wrong =
        [
            ("FR01-999,2026-03-01,ALT,30,U/L,,", "There is no participant 'FR01-999' whose data you may enter."),
            (",2026-03-01,ALT,30,U/L,,", "There is no participant."),
            ("CODE,2026-03-01,UNOBTAINIUM,30,U/L,,", "The protocol's forms have no laboratory test 'UNOBTAINIUM': name it by its LOINC code, by the form's field or by the variable."),
            ("CODE,2026-03-01,ALT,30,mg/dL,,", "'mg/dL' cannot be turned into U/L, in which ALT is kept."),
            ("CODE,2026-03-01,ALT,30,,,", "There is no unit: ALT is kept in U/L."),
            ("CODE,2026-03-01,ALT,high,U/L,,", "'high' is no number: write it with a point, such as 4.1."),
            ("CODE,2026-03-01,ALT,,U/L,,", "There is no value."),
            ("CODE,2026-03-01,ALT,1e9,U/L,,", "'1e9' is no number: write it with a point, such as 4.1."),
            ("CODE,2026-03-01,ALT,900000,U/L,,", "ALT: 900000 U/L cannot be right; it lies outside 0 to 20000. Check the number and its unit."),
            ("CODE,2026-04-01,ALT,30,U/L,,", "2026-04-01 has not come yet at the site."),
            ("CODE,1.3.2026,ALT,30,U/L,,", "'1.3.2026' is no day of sampling: write year-month-day, such as 2026-03-04."),
            ("CODE,2026-03-01,ALT,30,U/L,50,40", "The reference range ends at 40, before it begins at 50."),
            ("CODE,2026-03-01,ALT,30,U/L,low,40", "The reference range from 'low' to '40' is none: write numbers, or leave them out."),
            ("CODE,2026-03-01,ALT,30,U/L,5,40,more", "The row has 8 cells, the heading 7."),
        ];

        var report = await ImportAsync($"{Heading}{code},2026-03-01,AST,25,U/L,,\n{string.Join('\n', wrong.Select(one => one.Row.Replace("CODE", code, StringComparison.Ordinal)))}\n");

        report.WasKept.ShouldBeFalse();
        report.Results.Skip(1).Select(result => (result.Where, result.Outcome, result.Sentence)).ShouldBe(wrong.Select((one, at) => ($"line {at + 3}", "refused", (string?)one.Sentence)));
        (await EntriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task By_rows_what_is_right_is_kept_and_a_check_keeps_nothing()
    {
        var file = $"{Heading}{code},2026-03-01,AST,25,U/L,,\n{code},2026-03-01,ALT,30,mg/dL,,\n{code},2026-02-01,ALT,31,U/L,,\n";

        (await ImportAsync(file, ImportMode.Check)).ShouldSatisfyAllConditions(report => report.WasKept.ShouldBeFalse(), report => report.Count(ImportedResult.Entered).ShouldBe(2));
        (await EntriesAsync()).ShouldBeEmpty();
        (await ImportAsync(file, ImportMode.Rows)).Results.Select(result => result.Outcome).ShouldBe(["entered", "refused", "entered"]);
        (await EntriesAsync()).Select(entry => (entry.Visit, entry.Values().Count)).ShouldBe([("SCR", 2), ("UNS", 2)]);
    }

    [Fact]
    public async Task A_coordinator_of_another_site_does_not_learn_whom_a_file_is_about()
    {
        await trial.AddSiteAsync("DE01", "EU", "Europe/Berlin");

        (await import.ImportAsync(Trial.Coordinator("DE01"), Trial.Study, $"{Heading}{code},2026-03-01,ALT,30,U/L,,\n", "lab.csv", ImportMode.Rows, Cancellation)).Results.Single().Sentence
            .ShouldBe($"There is no participant '{code}' whose data you may enter.");
        (await Should.ThrowAsync<StepRefusedException>(import.ImportAsync(Trial.Auditor, Trial.Study, Heading, "lab.csv", ImportMode.All, Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task A_frozen_entry_is_not_completed()
    {
        await ImportAsync($"{Heading}{code},2026-03-01,ALT,30,U/L,,\n");
        await new ReviewSteps(trial.Store).MarkAsync(new("d", "dm", "Dee Manager", [new(Equipoise.Conduct.Access.Role.DataManager)], "test"), Trial.Study, code, "LB-1", ReviewMark.Frozen, true, 1, "", Cancellation);

        (await ImportAsync($"{Heading}{code},2026-03-01,AST,30,U/L,,\n")).Results.Single().Sentence.ShouldBe("The entry LB-1 is frozen: ask a data manager to open it.");
    }

    [Fact]
    public async Task A_bundle_of_observations_is_read_with_its_ranges_and_the_day_at_the_site()
    {
        var report = await ImportAsync(Bundle(
            Observation("a", "1742-6", 80, "U/L", extra: "\"referenceRange\":[{\"low\":{\"value\":5},\"high\":{\"value\":55,\"code\":\"U/L\"}}],"),
            Observation("b", "2160-0", 0.9m, "mg/dL", when: "2026-02-28T23:30:00Z"), // half past midnight in Paris
            Observation("c", "1920-8", 25, "U/L", status: "preliminary"),
            Observation("d", "751-8", 4.5m, "10*3/uL", subject: "{\"identifier\":{\"value\":\"FR01-001\"}}"),
            "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[{\"value\":\"FR01-001\"}]}",
            "{\"resourceType\":\"Observation\",\"id\":\"panel\",\"status\":\"final\",\"hasMember\":[{\"reference\":\"Observation/a\"}]}",
            Observation("e", "718-7", 13, "g/dL", subject: "{\"reference\":\"Patient/p2\"}"),
            Observation("f", "777-3", 5, "10*9/L", extra: "", comparator: "<")), ImportMode.Rows);

        report.Results.Select(result => $"{result.Where} {result.Outcome} {result.Sentence}".Trim()).ShouldBe(
        [
            "Observation/a entered",
            "Observation/b entered",
            "Observation/c refused Its status is 'preliminary': only final, amended and corrected results are taken.",
            "Observation/d entered",
            "Observation/e refused There is no participant 'p2' whose data you may enter.",
            "Observation/f refused The value is a bound (< 5), and the form takes a number: enter by hand what the protocol says about it.",
        ]);
        var assessed = await new AssessmentReader(trial.Store).ReadAsync(Trial.Coordinator(), Trial.Study, code, Cancellation);
        LaboratoryReport.Of(assessed).Tests.Select(test => (test.Field, test.Results.Single().Value, test.Results.Single().High, test.Results.Single().HasOwnRange)).ShouldBe(
            [("NEUT", 4.5m, null, false), ("CREAT", 79.5615m, null, false), ("ALT", 80m, 55m, true)]);
    }

    private static string Bundle(params string[] resources) => $"{{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{string.Join(',', resources.Select(resource => $"{{\"resource\":{resource}}}"))}]}}";

    private static string Observation(string id, string loinc, decimal value, string unit, string when = "2026-03-01", string status = "final", string extra = "", string subject = "{\"reference\":\"Patient/p1\"}", string? comparator = null) =>
        $$"""
        {"resourceType":"Observation","id":"{{id}}","status":"{{status}}",{{extra}}"code":{"coding":[{"system":"http://loinc.org","code":"{{loinc}}"}]},"subject":{{subject}},
         "effectiveDateTime":"{{when}}","valueQuantity":{"value":{{value.ToString(CultureInfo.InvariantCulture)}},{{(comparator is null ? "" : $"\"comparator\":\"{comparator}\",")}}"system":"http://unitsofmeasure.org","code":"{{unit}}"} }
        """;

    private Task<ImportReport> ImportAsync(string text, ImportMode mode = ImportMode.All) => import.ImportAsync(Trial.Coordinator(), Trial.Study, text, "lab.csv", mode, Cancellation);

    private async Task<IReadOnlyList<FormEntry>> EntriesAsync() => (await trial.Eligibility.JudgeAsync(Trial.Investigator(), Trial.Study, code, Cancellation)).File.Entries;

    private async Task<FormEntry> OnlyAsync() => (await EntriesAsync()).Single();
}
