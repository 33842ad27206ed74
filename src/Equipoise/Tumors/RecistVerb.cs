using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Equipoise.CommandLine;
using Equipoise.Conduct.Tumors;
using Equipoise.Survival;

namespace Equipoise.Tumors;

/// <summary><c>equipoise recist</c>: what was seen of tumors, to responses by RECIST 1.1.</summary>
internal static class RecistVerb
{
    private const int UsualConfirmation = 28;
    private const int UsualMinimum = 42;
    private const int MostDays = 3650;

    private static readonly Argument<string?> File = new("file")
    {
        Description = "CSV with subject, date, evaluator, lesion, role, site, nodal, diameter_mm, state",
        HelpName = "FILE.csv",
        Arity = ArgumentArity.ZeroOrOne,
    };

    // Its number may be left out, so what follows it may be the file.
    private static readonly Option<string?> Confirm = new("--confirm")
    {
        Description = "Count a response only when an assessment this many days later confirms it; 28 when no number is given",
        HelpName = "DAYS",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> MinimumStable = new("--min-sd-days")
    {
        Description = "From how many days after baseline stable disease counts",
        HelpName = "DAYS",
        DefaultValueFactory = _ => UsualMinimum,
        Validators = { RefuseUnlessDays },
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("recist", "Derive responses by RECIST 1.1 from a file of lesions") { File, Confirm, MinimumStable };
        verb.Validators.Add(RefuseIncomplete);
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        verb.Add(OverallVerb.Build(output));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (file, confirmation) = Read(words.GetValue(File), words.GetValue(Confirm), words.GetResult(Confirm) is not null);
        var series = new List<JudgedSeries>();
        foreach (var ((subject, evaluator), observations) in LesionTable.Read(file!))
        {
            var judged = Assess(observations);
            foreach (var warning in judged.Warnings)
                await messages.WriteLineAsync($"{subject}, {evaluator}: {warning}".AsMemory(), cancellation);
            series.Add(new JudgedSeries(subject, evaluator, judged, BestOverallResponse.Of(judged, words.GetValue(MinimumStable), confirmation)));
        }

        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(RecistReport.Json(series).AsMemory(), cancellation);
        else
            await output.WriteAsync(RecistReport.Text(series).AsMemory(), cancellation);
        return ExitCode.Done;
    }

    private static TumorSeries Assess(IReadOnlyList<LesionObservation> observations)
    {
        try
        {
            return Recist.Assess(observations);
        }
        catch (LesionException contradiction)
        {
            throw new TableException(contradiction.Message);
        }
    }

    private static (string? File, int? Confirmation) Read(string? file, string? confirm, bool isConfirmed)
    {
        if (!isConfirmed)
            return (file, null);
        return Days(confirm) is { } days ? (file, days) : (file ?? confirm, UsualConfirmation);
    }

    private static void RefuseIncomplete(CommandResult result)
    {
        if (result.Children.OfType<CommandResult>().Any())
            return;
        var (file, confirm) = (result.GetValue(File), result.GetValue(Confirm));
        if (file is not null && confirm is not null && Days(confirm) is null)
            result.AddError($"--confirm is '{confirm}': write a number of days from 0 to {MostDays}.");
        else if (Read(file, confirm, result.GetResult(Confirm) is not null).File is null)
            result.AddError("Name the file of lesions: equipoise recist FILE.csv.");
    }

    private static void RefuseUnlessDays(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && Days(text) is null)
            result.AddError($"--min-sd-days is '{text}': write a number of days from 0 to {MostDays}.");
    }

    private static int? Days(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostDays ? days : null;
}
