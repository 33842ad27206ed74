using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Screening;

/// <summary><c>/screen</c>: for professionals, a patient's record against the criteria of one study or several. The address names
/// studies alone; the patient comes with POST and is forgotten with the answer.</summary>
internal static class ScreeningEndpoint
{
    public static void MapScreening(this IEndpointRouteBuilder site)
    {
        site.MapPage("/screen", AskAsync);
        site.MapPost("/screen", JudgeAsync);
    }

    private static async Task<IResult> AskAsync(HttpContext context, RegistryStore registry, TimeProvider clock)
    {
        PrivatePage.Mark(context.Response);
        var ids = ScreeningInput.StudiesOf(context.Request.Query["study"]);
        var (studies, unknown) = await FindAsync([.. ids.Take(ScreeningInput.MostStudies)], registry, context.RequestAborted);
        return Form(studies, Today(clock), unknown, new Dictionary<string, string>(StringComparer.Ordinal) { ["study"] = string.Join(' ', ids) });
    }

    private static async Task<IResult> JudgeAsync(HttpContext context, RegistryStore registry, TimeProvider clock)
    {
        PrivatePage.Mark(context.Response);
        var (form, unsent) = await ScreeningForm.ReadAsync(context.Request, context.RequestAborted);
        if (form is null)
            return PrivatePage.Show(unsent!);
        var (studies, problems) = await FindAsync(ScreeningInput.StudiesOf(form["study"]), registry, context.RequestAborted);
        var (input, problem) = await ScreeningInput.ReadAsync(form, Today(clock), context.RequestAborted);
        if (problem is not null)
            problems.Add(problem);
        if (problems.Count > 0 || input is not { Patients: { } patients })
            return Form(studies, ScreeningInput.DayOf(form, Today(clock)) ?? Today(clock), problems, ScreeningForm.Filled(form), form.Files["record"]?.FileName, isJudged: true);
        var screened = studies.ConvertAll(study => new ScreenedStudy(study, [.. patients.Select(patient => Judge.Screen(study.Judged, patient, input.AsOf))]));
        return form["output"].FirstOrDefault() is "json"
            ? Download(screened, input.AsOf)
            : Pages.Show<ScreenedPage>((nameof(ScreenedPage.Screened), screened), (nameof(ScreenedPage.AsOf), input.AsOf), (nameof(ScreenedPage.Patients), patients));
    }

    private static async Task<(List<StudyCriteria> Studies, List<ScreeningProblem> Unknown)> FindAsync(IReadOnlyList<string> ids, RegistryStore registry, CancellationToken cancellation)
    {
        var studies = new List<StudyCriteria>();
        var unknown = new List<ScreeningProblem>();
        foreach (var id in ids)
        {
            var (found, problem) = await StudyCriteria.FindAsync(id, null, registry, cancellation);
            if (found is not null)
                studies.Add(found);
            else
                unknown.Add(problem!);
        }

        return (studies, unknown);
    }

    // What was filled in stays in the page that says what is wrong with it.
    private static IResult Form(List<StudyCriteria> studies, DateOnly asOf, List<ScreeningProblem> problems, IReadOnlyDictionary<string, string> filled, string? file = null, bool isJudged = false) =>
        Pages.Show<ScreeningPage>(
            problems is [var first, ..] ? first.Status : StatusCodes.Status200OK,
            (nameof(ScreeningPage.Studies), studies),
            (nameof(ScreeningPage.AsOf), asOf),
            (nameof(ScreeningPage.Problems), problems.Select(problem => problem.Detail).Distinct(StringComparer.Ordinal).ToList()),
            (nameof(ScreeningPage.Filled), filled),
            (nameof(ScreeningPage.File), file is { Length: > 0 } ? ScreeningForm.NameOf(file) : null),
            (nameof(ScreeningPage.NothingGiven), isJudged && problems.Count == 0));

    // One study is the document that the command line and the API give; several are a list of them.
    private static IResult Download(List<ScreenedStudy> screened, DateOnly asOf)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, CriteriaJson.Plain))
        {
            if (screened.Count > 1)
                json.WriteStartArray();
            foreach (var one in screened)
                ScreeningJson.Write(json, one.Study.Record.Id.ToString(), asOf, one.Study.Source, one.Answers);
            if (screened.Count > 1)
                json.WriteEndArray();
        }

        return Results.Bytes(stream.ToArray(), "application/json; charset=utf-8", "screening.json");
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
