using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Equipoise.Web.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Screening;

/// <summary><c>/study/{nctId}/criteria</c>: for professionals, what the program makes of each of a study's criteria, to check it by.
/// <c>/criteria</c>: the same for a text of their own, which comes with POST and is forgotten with the answer.</summary>
internal static class CriteriaEndpoint
{
    public static void MapCriteria(this IEndpointRouteBuilder site)
    {
        site.MapPage("/study/{nctId}/criteria", ShowStudyAsync);
        site.MapPage("/criteria", Ask);
        site.MapPost("/criteria", (Delegate)ReadAsync);
    }

    private static Task<IResult> ShowStudyAsync(string nctId, string? criteria, HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        if (StudyId.TryParse(nctId, out _) && !StudyId.TryParseWhole(nctId, out _))
            return Task.FromResult(PrivatePage.Show(ScreeningProblem.NotFound("This is not a study id: write NCT and eight digits.")));
        return StudyLookup.FindAsync(nctId, study => $"/study/{study.Id}/criteria", request, registry, study => Task.FromResult(Show(study)), cancellation);

        IResult Show(StoredStudy study)
        {
            if (criteria is not (null or "" or "record" or "protocol"))
                return PrivatePage.Show(ScreeningProblem.Wrong("'criteria' is either protocol or record."));
            var (found, problem) = StudyCriteria.Of(study.Record, criteria is "protocol" ? "protocol" : "record");
            return found is null
                ? PrivatePage.Show(problem!)
                : Pages.Show<CriteriaPage>(
                    (nameof(CriteriaPage.Study), study.Record),
                    (nameof(CriteriaPage.Source), found.Source),
                    (nameof(CriteriaPage.Criteria), found.Criteria),
                    (nameof(CriteriaPage.Findings), Linter.Check(found.Criteria, new RegistryLimits(study.Record.MinimumAge, study.Record.MaximumAge, study.Record.Sex))));
        }
    }

    private static IResult Ask(HttpContext context)
    {
        PrivatePage.Mark(context.Response);
        return Pages.Show<CriteriaPage>((nameof(CriteriaPage.Text), ""));
    }

    private static async Task<IResult> ReadAsync(HttpContext context)
    {
        PrivatePage.Mark(context.Response);
        var (form, problem) = await ScreeningForm.ReadAsync(context.Request, context.RequestAborted);
        if (form is null)
            return PrivatePage.Show(problem!);
        // A browser sends each end of a line as two characters.
        var text = form["text"].ToString().ReplaceLineEndings("\n");
        if (text.Length > EligibilityApi.LargestText)
            return PrivatePage.Show(ScreeningProblem.TooLarge("The text is larger than 1 MB; criteria of a study are a hundredth of it."));
        var criteria = CriteriaReader.Read(text);
        return Pages.Show<CriteriaPage>(
            (nameof(CriteriaPage.Text), text),
            (nameof(CriteriaPage.Criteria), criteria),
            (nameof(CriteriaPage.Findings), Linter.Check(criteria)));
    }
}
