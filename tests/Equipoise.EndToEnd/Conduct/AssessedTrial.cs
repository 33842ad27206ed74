using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Tests;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>A trial with assessments and adverse events on record, in the data folder of a program that is then started, and Ina, who may see all of it.</summary>
public sealed class AssessedTrial : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Participant = "FR01-001";
    private readonly TemporaryFolder data = new();

    public RunningProgram Program { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using (var trial = await Trial.WithSchemeAsync(new FolderDatabase(data)))
            await FillAsync(trial);
        Program = await RunningProgram.ServeAsync("--data", data.Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (Program is not null)
            await Program.DisposeAsync();
        data.Dispose();
    }

    private static async Task FillAsync(Trial trial)
    {
        var code = await trial.SignedAsync();
        var arm = (await trial.RandomizeAsync(code)).Arm;
        async Task EnterAsync(string form, string visit, int count, params (string Field, string? Answer)[] answers) =>
            await trial.Forms.EnterAsync(Trial.Coordinator(), Trial.Study, code, new FormPlace(form, visit, count), Answers.Of(answers), Cancellation);
        async Task LesionAsync(string day, string lesion, string role, string organ, string? diameter, string state = "measured") =>
            await EnterAsync("TR", "IMG", 1, ("DATE", day), ("LESION", lesion), ("ROLE", role), ("SITE", organ), ("NODAL", "N"), ("DIAM", diameter), ("STATE", state));
        async Task EventAsync(string term, string grade, string start, string outcome, string? aware) =>
            await EnterAsync("AE", "UNS", 1, [
                ("TERM", term), ("GRADE", grade), ("START", start), ("SER", aware is null ? "N" : "Y"), ("SERWHY", aware is null ? null : "HOSP"), ("AWARE", aware), ("ACTION", "DELAY"), ("OUT", outcome),
                .. (arm is "C" ? ["PEM"] : arm is "B" ? new[] { "IVO", "LIG" } : ["IVO"]).Select(drug => ($"REL{drug}", (string?)"YES"))]);

        trial.Clock.Now = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        foreach (var (day, first, second, third) in new[] { ("2026-02-20", "60", "40", "present"), ("2026-04-13", "30", "30", "present"), ("2026-05-25", "38", "41", "unequivocal-progression") })
        {
            await LesionAsync(day, "T1", "target", "lung", first);
            await LesionAsync(day, "T2", "target", "liver", second);
            await LesionAsync(day, "NT1", "non-target", "bone", null, third);
        }

        await EnterAsync("RS", "IMG", 1, ("DATE", "2026-04-13"), ("OVERALL", "PR"));
        await EnterAsync("RS", "IMG", 2, ("DATE", "2026-05-25"), ("OVERALL", "SD"));
        foreach (var (day, at, alt, hemoglobin) in new[] { ("2026-03-23", 1, "45", "12.1"), ("2026-04-13", 2, "130", "9.4"), ("2026-05-04", 3, "260", "7.6") })
            await EnterAsync("LB", "CYC", at, ("DATE", day), ("ALT", alt), ("HGB", hemoglobin), ("PLAT", "180"), ("RANGES", at == 3 ? "platelets 10*9/L 140 380" : null));
        await EventAsync("Anemia", "2", "2026-04-10", "NOT", null);
        await EventAsync("Pneumonitis", "3", "2026-04-20", "RECOVERING", "2026-04-21T09:15");
        await EventAsync("Sepsis", "5", "2026-05-20", "FATAL", "2026-05-20T08:00");
        await new SeriousEventSteps(trial.Store).ReportAsync(Trial.Investigator(), Trial.Study, code, "AE-2", 1, new DateTime(2026, 4, 21, 15, 0, 0), "safety desk of the sponsor, by portal", "", Cancellation);
        trial.Clock.Now = DateTimeOffset.UtcNow;
        await EventAsync("Colitis", "3", "2026-05-30", "NOT", TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow.AddHours(-20), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
        await TrialAccount.AddAsync(trial.Store, Password, new Grant(Role.Investigator, "FR01"), new Grant(Role.SafetyReviewer));
    }
}
