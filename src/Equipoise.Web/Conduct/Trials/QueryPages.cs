using System.Globalization;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Queries: those of a study, and asking, answering and closing them beside the entry they are about.</summary>
internal static class QueryPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/participants/{{code}}";

    public static void MapQueryPages(this IEndpointRouteBuilder site)
    {
        site.MapPage($"{TrialAddress.Root}/{{study}}/queries", ListAsync).Needs(Permission.ReadParticipants);
        site.MapPost($"{Root}/entries/{{id}}/queries", OpenAsync).Needs(Permission.RaiseQueries);
        site.MapPost($"{Root}/queries/{{number:long}}/answer", (HttpContext context, string study, string code, long number, QuerySteps queries, ParticipantReader reader) =>
            TurnAsync(context, study, code, number, reader, queries.AnswerAsync)).Needs(Permission.AnswerQueries);
        site.MapPost($"{Root}/queries/{{number:long}}/close", (HttpContext context, string study, string code, long number, QuerySteps queries, ParticipantReader reader) =>
            TurnAsync(context, study, code, number, reader, queries.CloseAsync)).Needs(Permission.RaiseQueries);
        site.MapPost($"{Root}/queries/{{number:long}}/reopen", (HttpContext context, string study, string code, long number, QuerySteps queries, ParticipantReader reader) =>
            TurnAsync(context, study, code, number, reader, queries.ReopenAsync)).Needs(Permission.RaiseQueries);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string study, QuerySteps queries, StudySteps studies, SiteSteps sites, TimeProvider time)
    {
        var asked = context.Request.Query;
        var filter = new QueryFilter(
            asked["site"], asked["participant"], asked.ContainsKey("status") ? asked["status"].ToString() : QueryFilter.Pending, asked["form"],
            int.TryParse(asked["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null);
        var (found, protocol) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<QueriesPage>(
            context,
            (nameof(QueriesPage.Study), found), (nameof(QueriesPage.Design), protocol.Design), (nameof(QueriesPage.Filter), filter), (nameof(QueriesPage.Now), time.GetUtcNow()),
            (nameof(QueriesPage.Sites), await sites.ListAsync(context.Actor(), study, context.RequestAborted)),
            (nameof(QueriesPage.Queries), await queries.ListAsync(context.Actor(), study, filter, context.RequestAborted)));
    }

    private static async Task<IResult> OpenAsync(HttpContext context, string study, string code, string id, QuerySteps queries, ParticipantReader reader)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await StepAsync(
            context, study, code, id, reader, new TypedWords(0, form.Text("question"), form.Text("field")),
            () => queries.OpenAsync(context.Actor(), study, code, id, form.Text("field"), form.Text("question"), context.RequestAborted));
    }

    private static async Task<IResult> TurnAsync(
        HttpContext context, string study, string code, long number, ParticipantReader reader, Func<Actor, string, string, long, long, string, CancellationToken, Task<DataQuery>> turn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return await StepAsync(
            context, study, code, form.Text("entry"), reader, new TypedWords(number, form.Text("words"), ""),
            () => turn(context.Actor(), study, code, number, form.Version(), form.Text("words"), context.RequestAborted));
    }

    // What was typed comes back with the reason it was refused.
    private static async Task<IResult> StepAsync(HttpContext context, string study, string code, string entry, ParticipantReader reader, TypedWords typed, Func<Task<DataQuery>> step)
    {
        try
        {
            var query = await step();
            return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{TrialAddress.Entry(study, code, query.Entry)}#query-{query.Number}"));
        }
        catch (StepRefusedException refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict or RefusalKind.Stale && entry.Length > 0)
        {
            return await FormPages.ShowAsync(context, study, code, entry, reader, refusal, typed);
        }
    }
}
