using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Registry.Finding;

namespace Equipoise.Screening;

/// <summary><c>equipoise match</c>: which of many patients fit which of many studies?</summary>
internal static class MatchVerb
{
    private static readonly Option<string> Patients = new("--patients")
    {
        Description = "A file or folder of patients: FHIR R4 bundles, NDJSON with a bundle a line, or CSV tables of facts",
        HelpName = "PATH",
        Required = true,
    };

    private static readonly Option<string?> Studies = new("--studies")
    {
        Description = "Ids of studies, or words to find them by; all there are where it is left out",
        HelpName = "QUERY",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: var words }] && string.IsNullOrWhiteSpace(words))
                    result.AddError("--studies is empty: name ids or words, or leave it out to match with all studies.");
                else if (result.Tokens is [{ Value: var query }] && ExpressionMark.In(query) is { } mark)
                    result.AddError($"--studies takes ids or words, and '{mark}' begins an expression: find the ids first, in the site's expert search or with /api/v2/studies.");
            },
        },
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "Write a line of JSON for each patient and study, with what failed and what is missing",
        HelpName = "FILE",
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("match", "Match many patients with many studies") { Patients, Studies, Out, ScreenVerb.AsOf, ScreenVerb.Ranges };
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (files, problem) = PatientFiles.At(words.GetRequiredValue(Patients));
        var path = words.GetValue(Out);
        if (path is not null && files?.Contain(path) == true)
            (files, problem) = (null, $"{path} holds the patients: name another file with --out.");
        var ranges = (SiteRanges?)null;
        if (files is not null)
            (ranges, problem) = await ScreenVerb.RangesAsync(words, cancellation);
        var studies = (IReadOnlyList<MatchedStudy>?)null;
        if (ranges is not null)
            (studies, problem) = await MatchStudies.FindAsync(words, words.GetValue(Studies), messages, cancellation);
        if (studies is null)
        {
            await messages.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        var asOf = words.GetValue(ScreenVerb.AsOf) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var totals = new MatchTotals(studies);
        try
        {
            using var file = path is null ? null : new WholeFile(path);
            await MatchAsync(files!, studies, asOf, ranges!, totals, file?.Content, messages, cancellation);
            if (totals.Patients > 0)
                file?.Keep();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException && path is not null)
        {
            await messages.WriteLineAsync($"{path} cannot be written: check that its folder is there, that you may write to it and that there is room.");
            return ExitCode.Failed;
        }

        foreach (var sentence in files!.Problems)
            await messages.WriteLineAsync(sentence);
        if (files.ProblemCount > files.Problems.Count)
            await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"… and {files.ProblemCount - files.Problems.Count:N0} more."));
        if (totals.Patients == 0 && files.ProblemCount > 0)
            return ExitCode.Failed;
        if (totals.Unreadable > 0)
            await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{totals.Unreadable:N0} {(totals.Unreadable == 1 ? "entry was" : "entries were")} not read:"));
        foreach (var entry in totals.FirstUnreadable)
            await messages.WriteLineAsync($"  {entry}");
        if (totals.Unreadable > totals.FirstUnreadable.Count)
            await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  … and {totals.Unreadable - totals.FirstUnreadable.Count:N0} more."));
        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(totals.Json(asOf));
        else
            await output.WriteAsync(totals.Table());
        return files.ProblemCount == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task MatchAsync(PatientFiles files, IReadOnlyList<MatchedStudy> studies, DateOnly asOf, SiteRanges ranges, MatchTotals totals, Stream? lines, TextWriter messages, CancellationToken cancellation)
    {
        var matcher = new Matcher(new CompiledStudies(studies.Select(study => (study.Study, study.Criteria))), asOf, ranges);
        var progress = new ProgressLine(messages, files.TotalBytes, TimeProvider.System);
        await foreach (var part in files.ReadAsync(cancellation))
        {
            var columns = new PatientColumns();
            foreach (var patient in part)
                columns.Add(patient);
            totals.Add(part, matcher.Match(columns));
            if (lines is not null)
                await ExplainAsync(part, studies, asOf, ranges, lines, cancellation);
            progress.Show(files.BytesRead, totals.Patients);
        }

        progress.Clear();
    }

    // Why, a single patient's judge says.
    private static async Task ExplainAsync(IReadOnlyList<PatientFacts> part, IReadOnlyList<MatchedStudy> studies, DateOnly asOf, SiteRanges ranges, Stream lines, CancellationToken cancellation)
    {
        foreach (var some in part.Chunk(256))
        {
            var texts = some.AsParallel().AsOrdered().WithCancellation(cancellation).Select(patient =>
            {
                using var stream = new MemoryStream();
                using var json = new Utf8JsonWriter(stream, CriteriaJson.Plain);
                foreach (var study in studies)
                {
                    ScreeningJson.WriteMatch(json, study.Study, Judge.Screen(study.Criteria, patient, asOf, ranges));
                    json.Flush();
                    json.Reset();
                    stream.WriteByte((byte)'\n');
                }

                return stream.ToArray();
            }).ToList();
            foreach (var text in texts)
                await lines.WriteAsync(text, cancellation);
        }
    }
}
