using System.CommandLine;
using System.Globalization;
using Equipoise.CommandLine;
using Equipoise.Conduct;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Store;
using Equipoise.Reports;
using Equipoise.Storage;

namespace Equipoise.Randomizing;

/// <summary><c>equipoise randomize verify</c> and <c>new-key</c>: sealed lists, laid beside what was allocated.</summary>
internal static class SealedLists
{
    private static readonly Option<string> Study = new("--study")
    {
        Description = "The study whose allocations are verified",
        HelpName = "ID",
        Required = true,
    };

    public static Command BuildVerify(TextWriter output, TextWriter messages)
    {
        var verb = new Command("verify", "Derive every used slot anew from the sealed seed and compare it with what was allocated") { Study, SealKeyFile.Option };
        verb.SetAction((words, cancellation) => VerifyAsync(words, output, messages, cancellation));
        return verb;
    }

    public static Command BuildNewKey(TextWriter output, TextWriter messages)
    {
        var path = new Argument<string>("FILE") { Description = "Where to write it; a file that is there is left as it is" };
        var verb = new Command("new-key", "Make a key that seals randomization seeds") { path };
        verb.SetAction(async (words, cancellation) =>
        {
            var file = words.GetRequiredValue(path);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using var stream = new StreamWriter(file, options);
            await stream.WriteLineAsync(SealKey.NewText());
            await output.WriteLineAsync(words.GetValue(SharedOptions.Json) ? JsonReport.Of(document => document.Text("file", file)) : file);
            await messages.WriteLineAsync("Keep this file apart from the data and their backups, and keep a copy: without it the schemes it seals can neither go on nor be verified.");
            return ExitCode.Done;
        });
        return verb;
    }

    private static async Task<int> VerifyAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var key = await SealKeyFile.ReadAsync(words, cancellation) ?? throw new StorageException("Name the file with the key that sealed the seeds: --seal-key FILE.");
        if (words.GetValue(SharedOptions.ConductDatabase) is null && !File.Exists(Path.Combine(words.GetRequiredValue(SharedOptions.Data), "conduct.db")))
            throw new StorageException($"There is no conduct.db in {Path.GetFullPath(words.GetRequiredValue(SharedOptions.Data))}: name the data folder with --data, or the database with --conduct-database.");
        await using var database = SharedOptions.OpenConductDatabase(words);
        var store = await ConductStore.OpenToVerifyAsync(database, TimeProvider.System, cancellation);
        try
        {
            var reports = await new SchemeVerifier(store, new SlotSource(key)).VerifyAsync(words.GetRequiredValue(Study), cancellation);
            if (reports.Count == 0)
                throw StepRefusedException.Conflict("no-scheme", $"{words.GetRequiredValue(Study)} has no randomization scheme: there is nothing to verify.");
            if (words.GetValue(SharedOptions.Json))
            {
                await output.WriteLineAsync(JsonReport.Of(document => document
                    .Truth("verified", reports.All(report => report.IsVerified))
                    .Objects("schemes", reports, (one, report) => one
                        .Whole("scheme", report.Scheme).Text("method", report.Method).Text("commitment", report.Commitment).Whole("allocations", report.Allocations)
                        .Truth("verified", report.IsVerified).Texts("problems", report.Problems))));
            }
            else
            {
                foreach (var report in reports)
                {
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"scheme {report.Scheme} ({report.Method}), commitment {report.Commitment}: {(report.IsVerified ? $"all {report.Allocations} allocations are those of the committed list" : "NOT VERIFIED")}"));
                    foreach (var problem in report.Problems)
                        await output.WriteLineAsync($"  {problem}");
                }
            }

            return reports.All(report => report.IsVerified) ? ExitCode.Done : ExitCode.Failed;
        }
        catch (StepRefusedException refusal)
        {
            await messages.WriteLineAsync(refusal.Message);
            return ExitCode.Failed;
        }
    }
}
