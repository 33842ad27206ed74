using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Exchange;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;
using Equipoise.Registry.Store;
using Equipoise.Web.Api;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Screening;

/// <summary><c>/api/eligibility/v1</c>: what criteria say, and whether patients meet them. Patients stand in bodies alone; nothing of
/// them is kept, logged or named in an address.</summary>
internal static class EligibilityApi
{
    /// <summary>Where the interface lies.</summary>
    public const string Root = "/api/eligibility/v1";

    /// <summary>How many entries of the body could not be read.</summary>
    public const string UnreadEntries = "x-unread-entries";

    /// <summary>The longest text of criteria that is read.</summary>
    public const int LargestText = 1024 * 1024;

    private static readonly ScreeningProblem WrongFormat = ScreeningProblem.Wrong("'format' is json, usdm or evidence-variable.");

    private static readonly ScreeningProblem NoStudy = ScreeningProblem.Wrong("'study' is missing: name the study as in screen?study=NCT07264075.");

    private const string Json = "application/json; charset=utf-8";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void MapEligibilityApi(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{Root}/studies/{{nctId}}/criteria", AnswerCriteriaAsync).WithMetadata(new TakenParameters("criteria", "format"));
        site.MapPost($"{Root}/criteria", AnswerTextAsync).WithMetadata(new TakenParameters("format"));
        site.MapPost($"{Root}/studies/{{nctId}}/screen", AnswerScreenAsync).WithMetadata(new TakenParameters("asOf", "criteria"));
        site.MapPost($"{Root}/screen", AnswerScreenAsync).WithMetadata(new TakenParameters("study", "asOf", "criteria"));
        site.MapPost($"{Root}/match", MatchApi.AnswerAsync).WithMetadata(new TakenParameters("studies", "asOf"));
    }

    private static async Task AnswerCriteriaAsync(HttpContext context, string nctId, RegistryStore registry)
    {
        var format = Asked(context, "format") ?? "json";
        var (found, problem) = CriteriaFormats.Names.Contains(format, StringComparer.Ordinal)
            ? await StudyCriteria.FindAsync(nctId, Asked(context, "criteria") ?? "record", registry, context.RequestAborted)
            : (null, WrongFormat);
        if (found is null)
        {
            await problem!.WriteAsync(context);
            return;
        }

        await WriteAsync(context, json => CriteriaFormats.Write(json, format, found.Record.Id.ToString(), found.Text, found.Criteria, new RegistryLimits(found.Record.MinimumAge, found.Record.MaximumAge, found.Record.Sex)));
    }

    private static async Task AnswerTextAsync(HttpContext context)
    {
        var (bytes, problem) = await PatientBody.ReadBytesAsync(context.Request, context.RequestAborted);
        if (bytes is { Length: > LargestText })
            problem = ScreeningProblem.TooLarge("The text is larger than 1 MB; criteria of a study are a hundredth of it.");
        else if (PackedData.KindOf(bytes) is { } kind)
            problem = ScreeningProblem.Wrong($"The body is packed as {kind}: send the text as it is.");
        string text;
        try
        {
            text = problem is null ? CriteriaText.FromFile(Strict.GetString(bytes!)) : "";
        }
        catch (DecoderFallbackException)
        {
            (text, problem) = ("", ScreeningProblem.Wrong("The body is not a text in UTF-8."));
        }

        var format = Asked(context, "format") ?? "json";
        if (!CriteriaFormats.Names.Contains(format, StringComparer.Ordinal))
            problem ??= WrongFormat;
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        var criteria = CriteriaReader.Read(text);
        await WriteAsync(context, json => CriteriaFormats.Write(json, format, null, text, criteria, null));
    }

    private static async Task AnswerScreenAsync(HttpContext context, RegistryStore registry, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (asOf, wrongDay) = DayOf(context, clock);
        var nctId = context.Request.RouteValues["nctId"] as string ?? Asked(context, "study");
        var (found, problem) = wrongDay is null && nctId is null ? (null, NoStudy) : wrongDay is null ? await StudyCriteria.FindAsync(nctId, Asked(context, "criteria"), registry, context.RequestAborted) : (null, wrongDay);
        var patients = (IReadOnlyList<PatientFacts>?)null;
        var ranges = SiteRanges.None;
        if (found is not null)
            (patients, ranges, problem) = await PatientBody.ReadAsync(context.Request, context.RequestAborted);
        if (patients is null)
        {
            await problem!.WriteAsync(context);
            return;
        }

        context.Response.Headers[UnreadEntries] = patients.Sum(patient => Judge.UnreadOf(patient, asOf).Count).ToString(CultureInfo.InvariantCulture);
        var judged = found!.Judged;
        context.Response.ContentType = Json;
        using var watch = ReaderWatch.Begin(context, context.Service<ReaderPatience>());
        // Patient by patient, for the answer is many times as long as what was sent.
        var body = context.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(body, CriteriaJson.Plain);
        ScreeningJson.Begin(json, found.Record.Id.ToString(), asOf, found.Source);
        foreach (var patient in patients)
        {
            ScreeningJson.WritePatient(json, Judge.Screen(judged, patient, asOf, ranges));
            await json.FlushAsync(context.RequestAborted);
            await body.FlushAsync(context.RequestAborted);
        }

        ScreeningJson.End(json);
    }

    /// <summary>A parameter of the address, null where it is left out or empty.</summary>
    internal static string? Asked(HttpContext context, string name) => context.Request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>The day to judge on: <c>asOf</c>, or today by UTC.</summary>
    internal static (DateOnly Day, ScreeningProblem? Problem) DayOf(HttpContext context, TimeProvider clock)
    {
        if (Asked(context, "asOf") is not { } text)
            return (DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), null);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day, null)
            : (default, ScreeningProblem.Wrong("'asOf' is not a day: write it as 2026-11-22."));
    }

    /// <summary>Answers with a document.</summary>
    internal static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream, CriteriaJson.Plain))
            write(json);
        await ApiAnswer.WriteBytesAsync(context, stream.ToArray(), Json);
    }
}
