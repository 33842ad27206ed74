using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;

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
        var ranges = (SiteRanges?)null;
        if (files is not null)
            (ranges, problem) = await ScreenVerb.RangesAsync(words, cancellation);
        var studies = (IReadOnlyList<(string Study, string Source, IReadOnlyList<Criterion> Criteria)>?)null;
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
            await using var lines = words.GetValue(Out) is { } path ? new FileStream(path, FileMode.Create, FileAccess.Write) : null;
            await MatchAsync(files!, studies, asOf, ranges!, totals, lines, messages, cancellation);
        }
        catch (FormatException unread)
        {
            await messages.WriteLineAsync(unread.Message);
            return ExitCode.Failed;
        }

        if (totals.Unreadable > 0)
            await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{totals.Unreadable:N0} {(totals.Unreadable == 1 ? "entry was" : "entries were")} not read, the first: {totals.FirstUnreadable}"));
        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(totals.Json(asOf));
        else
            await output.WriteAsync(totals.Table());
        return ExitCode.Done;
    }

    private static async Task MatchAsync(PatientFiles files, IReadOnlyList<(string Study, string Source, IReadOnlyList<Criterion> Criteria)> studies, DateOnly asOf, SiteRanges ranges, MatchTotals totals, FileStream? lines, TextWriter messages, CancellationToken cancellation)
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
    private static async Task ExplainAsync(IReadOnlyList<PatientFacts> part, IReadOnlyList<(string Study, string Source, IReadOnlyList<Criterion> Criteria)> studies, DateOnly asOf, SiteRanges ranges, FileStream lines, CancellationToken cancellation)
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
