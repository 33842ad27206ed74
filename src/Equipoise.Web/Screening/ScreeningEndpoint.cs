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
        var studies = new List<StudyCriteria>();
        foreach (var id in ids.Take(ScreeningInput.MostStudies))
        {
            var (found, problem) = await StudyCriteria.FindAsync(id, null, registry, context.RequestAborted);
            if (found is null)
                return PrivatePage.Show(problem!);
            studies.Add(found);
        }

        return Pages.Show<ScreeningPage>((nameof(ScreeningPage.Studies), studies), (nameof(ScreeningPage.AsOf), Today(clock)));
    }

    private static async Task<IResult> JudgeAsync(HttpContext context, RegistryStore registry, TimeProvider clock)
    {
        PrivatePage.Mark(context.Response);
        var (form, problem) = await ScreeningForm.ReadAsync(context.Request, context.RequestAborted);
        var input = (ScreeningInput?)null;
        if (form is not null)
            (input, problem) = await ScreeningInput.ReadAsync(form, Today(clock), context.RequestAborted);
        if (input is null)
            return PrivatePage.Show(problem!);
        var screened = new List<ScreenedStudy>();
        foreach (var id in input.Studies)
        {
            var (study, missing) = await StudyCriteria.FindAsync(id, null, registry, context.RequestAborted);
            if (study is null)
                return PrivatePage.Show(missing!);
            var judged = study.Judged;
            screened.Add(new ScreenedStudy(study, [.. (input.Patients ?? []).Select(patient => Judge.Screen(judged, patient, input.AsOf))]));
        }

        if (input.Patients is null)
            return Pages.Show<ScreeningPage>((nameof(ScreeningPage.Studies), screened.Select(one => one.Study).ToList()), (nameof(ScreeningPage.AsOf), input.AsOf), (nameof(ScreeningPage.NothingGiven), true));
        return form!["output"].FirstOrDefault() is "json"
            ? Download(screened, input.AsOf)
            : Pages.Show<ScreenedPage>((nameof(ScreenedPage.Screened), screened), (nameof(ScreenedPage.AsOf), input.AsOf), (nameof(ScreenedPage.Patients), input.Patients));
    }

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
