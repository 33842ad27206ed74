using System.Globalization;
using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Matching;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Api;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Screening;

/// <summary><c>POST /api/eligibility/v1/match</c>: the patients of a body with the studies that a query names or finds; counts for each
/// study, or with <c>Accept: application/x-ndjson</c> a line for each patient and study.</summary>
internal static class MatchApi
{
    /// <summary>How many studies are matched at once.</summary>
    public const int MostStudies = 1000;

    /// <summary>How many pairs of a patient and a study are explained at once.</summary>
    public const int MostLines = 50_000;

    private const string Lines = "application/x-ndjson";

    public static async Task AnswerAsync(HttpContext context, RegistryStore registry, Registry.Finding.Finder finder, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (asOf, problem) = EligibilityApi.DayOf(context, clock);
        var studies = (List<StudyCriteria>?)null;
        if (problem is null)
            (studies, problem) = await StudiesAsync(context, registry, finder);
        var patients = (IReadOnlyList<PatientFacts>?)null;
        var ranges = SiteRanges.None;
        if (studies is not null)
            (patients, ranges, problem) = await PatientBody.ReadAsync(context.Request, context.RequestAborted);
        var wantsLines = context.Request.Headers.Accept.Any(accept => accept?.Contains(Lines, StringComparison.OrdinalIgnoreCase) == true);
        var lines = wantsLines ? (long)(patients?.Count ?? 0) * (studies?.Count ?? 0) : 0;
        if (lines > MostLines)
            (patients, problem) = (null, ScreeningProblem.TooLarge($"These would be {lines} lines, and at most {MostLines} are given: send fewer patients or name fewer studies, or ask for counts."));
        if (patients is null)
        {
            await problem!.WriteAsync(context);
            return;
        }

        context.Response.Headers[EligibilityApi.UnreadEntries] = patients.Sum(patient => Judge.UnreadOf(patient, asOf).Count).ToString(CultureInfo.InvariantCulture);
        if (wantsLines)
            await WriteLinesAsync(context, studies!, patients, asOf, ranges);
        else
            await WriteCountsAsync(context, studies!, patients, asOf, ranges);
    }

    private static async Task WriteCountsAsync(HttpContext context, List<StudyCriteria> studies, IReadOnlyList<PatientFacts> patients, DateOnly asOf, SiteRanges ranges)
    {
        var columns = new PatientColumns();
        foreach (var patient in patients)
            columns.Add(patient);
        var matches = new Matcher(new CompiledStudies(studies.Select(study => (study.Record.Id.ToString(), study.Judged))), asOf, ranges).Match(columns);
        await EligibilityApi.WriteAsync(context, json => ScreeningJson.WriteCounts(
            json, asOf, patients.Count, matches.Zip(studies, (match, study) => (match.Study, study.Source, study.Judged, (long)match.Ineligible, (long)match.EligibleAsFarAsComputable, (long)match.Open))));
    }

    private static async Task WriteLinesAsync(HttpContext context, List<StudyCriteria> studies, IReadOnlyList<PatientFacts> patients, DateOnly asOf, SiteRanges ranges)
    {
        using var stream = new MemoryStream();
        await using var json = new Utf8JsonWriter(stream, CriteriaJson.Plain);
        var judged = studies.ConvertAll(study => (study.Record.Id, study.Judged));
        foreach (var patient in patients)
        {
            foreach (var (id, criteria) in judged)
            {
                context.RequestAborted.ThrowIfCancellationRequested();
                ScreeningJson.WriteMatch(json, id.ToString(), Judge.Screen(criteria, patient, asOf, ranges));
                await json.FlushAsync(context.RequestAborted);
                json.Reset();
                stream.WriteByte((byte)'\n');
            }
        }

        await ApiAnswer.WriteBytesAsync(context, stream.ToArray(), Lines);
    }

    private static async Task<(List<StudyCriteria>? Studies, ScreeningProblem? Problem)> StudiesAsync(HttpContext context, RegistryStore registry, Registry.Finding.Finder finder)
    {
        if (EligibilityApi.Asked(context, "studies") is not { } query)
            return (null, ScreeningProblem.Wrong("'studies' is missing: give ids of studies, or words to find them by."));
        if (ExpressionMark.In(query) is { } mark)
            return (null, ScreeningProblem.Wrong($"'studies' takes ids or words, and '{mark}' begins an expression: ask /api/v2/studies for the ids first."));
        var words = ScreeningInput.WordsOf(query);
        if (Array.Find(words, word => StudyId.TryParse(word, out _) && !StudyId.TryParseWhole(word, out _)) is { } slip)
            return (null, ScreeningProblem.Wrong($"'{slip}' is not a study id: write NCT and eight digits."));
        var ids = words.Select(word => StudyId.TryParse(word, out var id) ? id : null).ToList();
        if (!ids.TrueForAll(id => id is not null))
        {
            var found = finder.FindIds(new FinderQuery { Words = query }, MostStudies + 1, context.RequestAborted);
            ids = [.. found.Ids];
        }

        if (ids.Count > MostStudies)
            return (null, ScreeningProblem.Wrong($"More than {MostStudies} studies fit: narrow the query, or use 'equipoise match'."));
        var studies = new List<StudyCriteria>();
        foreach (var study in await registry.FindAllAsync([.. ids.OfType<StudyId>()], context.RequestAborted))
        {
            if (StudyCriteria.Of(study.Record) is { } criteria)
                studies.Add(criteria);
        }

        return studies.Count > 0 ? (studies, null) : (null, ScreeningProblem.NotFound("No study with criteria fits."));
    }
}
