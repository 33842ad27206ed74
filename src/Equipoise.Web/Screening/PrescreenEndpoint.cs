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
        // Its script asks this site for the answer.
        context.Response.Headers.ContentSecurityPolicy += "; connect-src 'self'";
        var (found, problem) = await StudyCriteria.FindAsync(nctId, null, registry, context.RequestAborted);
        if (found is null)
            return PrivatePage.Show(problem!);
        var questionnaire = new Questionnaire(found.Judged);
        var answers = questionnaire.Questions.ToDictionary(question => question.Key, question => Answer(form, question), StringComparer.Ordinal);
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

    // Weight and height come in two fields.
    private static string Answer(IFormCollection? form, Question question)
    {
        string Field(string name) => form?[name].FirstOrDefault()?.Trim() ?? "";
        if (question.Kind != QuestionKind.Stature)
            return Field(question.Key);
        var (weight, height) = (Field(question.Key), Field($"{question.Key}-height"));
        return weight.Length + height.Length == 0 ? "" : $"{weight}/{height}";
    }

    // Whoever is so many full years old has lived at least so long.
    private static int? Years(string? limit) => !Age.TryParse(limit, out var age) ? null : age.Unit switch
    {
        AgeUnit.Years => age.Value,
        AgeUnit.Months => age.Value / 12,
        AgeUnit.Weeks => age.Value / 52,
        AgeUnit.Days => age.Value / 365,
        _ => 0,
    };
}
