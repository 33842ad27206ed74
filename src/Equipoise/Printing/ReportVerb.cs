using System.CommandLine;
using Equipoise.Analysis;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.CommandLine;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Analyses;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;
using Equipoise.Storage;
using Equipoise.Web.Analysis.Reports;

namespace Equipoise.Printing;

/// <summary><c>equipoise report</c>: the report of a data cut as one file, HTML or, through Chromium, PDF.</summary>
internal static class ReportVerb
{
    private static readonly Argument<string> Study = new("STUDY") { Description = "The study's id, such as NCT07264075" };
    private static readonly Option<long> Cut = new("--cut") { Description = "The number of the data cut", HelpName = "N", Required = true };
    private static readonly Option<bool> Open = new("--open") { Description = "The open report, all arms together; the closed one when left out" };
    private static readonly Option<string?> Out = new("--out") { Description = "Write to this file, whose name ends with .html or .pdf; HTML on standard output when left out", HelpName = "FILE" };

    static ReportVerb()
    {
        Cut.Validators.Add(result => Refuse(result, result.GetValueOrDefault<long>() < 1, "--cut is the number of a data cut, from 1."));
        Out.Validators.Add(result => Refuse(result, result.GetValueOrDefault<string?>() is { } path && !IsPdf(path) && !path.EndsWith(".html", StringComparison.OrdinalIgnoreCase), "--out names a file that ends with .html or .pdf."));
    }

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("report", "Print the report of a data cut of a running trial, for its data monitoring committee") { Study, Cut, Open, Out };
        verb.SetAction(async (words, cancellation) =>
        {
            try
            {
                var html = await PrintedReport.RenderAsync(await OpenAsync(words, cancellation), words.GetValue(Open));
                if (words.GetValue(Out) is not { } path)
                    await output.WriteAsync(System.Text.Encoding.UTF8.GetString(html));
                else if (IsPdf(path))
                    await ChromiumPdf.WriteAsync(html, path, cancellation);
                else
                    await WholeFile.WriteAsync(path, html, cancellation);
                return ExitCode.Done;
            }
            catch (Exception refusal) when (refusal is StepRefusedException or AnalysisException)
            {
                await messages.WriteLineAsync(refusal.Message);
                return ExitCode.Failed;
            }
        });
        return verb;
    }

    // Whoever has the machine can read the database; what they read of it here is what the trial statistician reads.
    private static async Task<OpenedCut> OpenAsync(ParseResult words, CancellationToken cancellation)
    {
        if (words.GetValue(SharedOptions.ConductDatabase) is null && !File.Exists(Path.Combine(words.GetRequiredValue(SharedOptions.Data), "conduct.db")))
            throw new StorageException($"There is no conduct.db in {words.GetRequiredValue(SharedOptions.Data)}: name the data folder with --data, or the database with --conduct-database.");
        // Of a simulated trial too: its reports say what they are.
        await using var database = SharedOptions.OpenConductDatabase(words);
        var store = await ConductStore.OpenToVerifyAsync(database, TimeProvider.System, cancellation);
        var (studies, check) = (new StudySteps(store), new NobodySigns());
        var desk = new StudyLooks(studies, new StudyRecordsReader(store), new DataCutSteps(store), new LookSteps(store, check), new StudyPlans(studies, new PlanSteps(store, check)), TimeProvider.System);
        var reader = Actor.Program("report") with { Grants = [new Grant(Role.TrialStatistician)] };
        return await desk.OpenReportAsync(reader, words.GetRequiredValue(Study), words.GetRequiredValue(Cut), words.GetValue(Open), cancellation);
    }

    private static bool IsPdf(string path) => path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    private static void Refuse(System.CommandLine.Parsing.OptionResult option, bool isWrong, string sentence)
    {
        if (isWrong)
            option.AddError(sentence);
    }

    private sealed class NobodySigns : ISignatureCheck
    {
        public Task<bool> ConfirmAsync(Actor actor, string password, CancellationToken cancellation) => Task.FromResult(false);
    }
}
