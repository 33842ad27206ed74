using Equipoise.Eligibility.Prescreening;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Screening;

/// <summary><c>/screen/{nctId}</c>: whether a study may fit a person, by their own answers. Answers come with POST alone, so that none
/// ever stands in an address.</summary>
internal static class PrescreenEndpoint
{
    public static void MapPrescreen(this IEndpointRouteBuilder site)
    {
        site.MapPage("/screen/{nctId}", AskAsync);
        site.MapPost("/screen/{nctId}", WeighAsync);
    }

    private static Task<IResult> AskAsync(string nctId, HttpContext context, RegistryStore registry) => ShowAsync(nctId, null, context, registry);

    private static async Task<IResult> WeighAsync(string nctId, HttpContext context, RegistryStore registry)
    {
        PrivatePage.Mark(context.Response);
        var (form, problem) = await ScreeningForm.ReadAsync(context.Request, context.RequestAborted);
        return form is null ? PrivatePage.Show(problem!) : await ShowAsync(nctId, form, context, registry);
    }

    private static async Task<IResult> ShowAsync(string nctId, IFormCollection? form, HttpContext context, RegistryStore registry)
    {
        PrivatePage.Mark(context.Response);
        var (found, problem) = await StudyCriteria.FindAsync(nctId, null, registry, context.RequestAborted);
        if (found is null)
            return PrivatePage.Show(problem!);
        var questionnaire = new Questionnaire(found.Judged);
        var answers = questionnaire.Questions.ToDictionary(question => question.Key, question => form?[question.Key].FirstOrDefault()?.Trim() ?? "", StringComparer.Ordinal);
        var misread = questionnaire.Questions.Select(question => (question, Prescreen.Misread(question, answers[question.Key]))).Where(one => one.Item2 is not null).ToDictionary(one => one.question.Key, one => one.Item2!, StringComparer.Ordinal);
        var result = form is null || misread.Count > 0 ? null : Prescreen.Weigh(questionnaire, answers, (Years(found.Record.MinimumAge), Years(found.Record.MaximumAge)));
        return Pages.Show<PrescreenPage>(
            (nameof(PrescreenPage.Study), found.Record),
            (nameof(PrescreenPage.Today), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
            (nameof(PrescreenPage.Questionnaire), questionnaire),
            (nameof(PrescreenPage.Answers), answers),
            (nameof(PrescreenPage.Misread), misread),
            (nameof(PrescreenPage.Result), result));
    }

    private static int? Years(string? limit) => Age.TryParse(limit, out var age) && age.Unit == AgeUnit.Years ? age.Value : null;
}
