using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Queries;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Queries about what was entered.</summary>
internal static class QueryApi
{
    private const string Participant = $"{TrialApi.Root}/studies/{{study}}/participants/{{code}}";

    public static void MapQueryApi(this IEndpointRouteBuilder site)
    {
        site.MapGet($"{TrialApi.Root}/studies/{{study}}/queries", ListAsync).Needs(Permission.ReadParticipants)
            .Described("The queries you may see, by site, participant, status, form and age", new("Query", IsList: true));
        site.MapGet($"{Participant}/queries", async (HttpContext context, string study, string code, QuerySteps queries) =>
            Results.Json((await queries.ReadAsync(context.Actor(), study, code, context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web)).Needs(Permission.ReadParticipants)
            .Described("The queries of a participant, with what was said", new("QueryThread", IsList: true));
        site.MapPost($"{Participant}/entries/{{id}}/queries", OpenAsync).Needs(Permission.RaiseQueries)
            .Described("Ask about an entry or one of its fields", new("Query", Created: true), typeof(TrialBodies.NewQuery));
        site.MapPost($"{Participant}/queries/{{number:long}}/answer", (HttpContext context, string study, string code, long number, QuerySteps queries) =>
            TurnAsync(context, study, code, number, queries.AnswerAsync)).Needs(Permission.AnswerQueries)
            .Described("Answer a query", new("Query"), typeof(TrialBodies.Words), ["If-Match"]);
        site.MapPost($"{Participant}/queries/{{number:long}}/close", (HttpContext context, string study, string code, long number, QuerySteps queries) =>
            TurnAsync(context, study, code, number, queries.CloseAsync)).Needs(Permission.RaiseQueries)
            .Described("Close a query", new("Query"), typeof(TrialBodies.Words), ["If-Match"]);
        site.MapPost($"{Participant}/queries/{{number:long}}/reopen", (HttpContext context, string study, string code, long number, QuerySteps queries) =>
            TurnAsync(context, study, code, number, queries.ReopenAsync)).Needs(Permission.RaiseQueries)
            .Described("Ask again about a closed query", new("Query"), typeof(TrialBodies.Words), ["If-Match"]);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string study, QuerySteps queries)
    {
        var asked = context.Request.Query;
        var days = asked["days"].ToString();
        if (days.Length > 0 && !int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw StepRefusedException.Invalid("days", "The days are a whole number: queries opened at least so many days ago.");
        if (asked["status"].ToString() is not ("" or QueryFilter.Pending or QueryStatus.Open or QueryStatus.Answered or QueryStatus.Closed))
            throw StepRefusedException.Invalid("status", "The status is open, answered, closed, or pending for those that are not closed.");
        var filter = new QueryFilter(asked["site"], asked["participant"], asked["status"], asked["form"], days.Length == 0 ? null : int.Parse(days, CultureInfo.InvariantCulture));
        return Results.Json((await queries.ListAsync(context.Actor(), study, filter, context.RequestAborted)).Select(TrialViews.Of), JsonSerializerOptions.Web);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, string study, string code, string id, QuerySteps queries)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.NewQuery>(context);
        return Show(context, await queries.OpenAsync(context.Actor(), study, code, id, body.Field ?? "", body.Question, context.RequestAborted), StatusCodes.Status201Created);
    }

    private static async Task<IResult> TurnAsync(
        HttpContext context, string study, string code, long number, Func<Actor, string, string, long, long, string, CancellationToken, Task<DataQuery>> turn)
    {
        var body = await JsonBody.ReadAsync<TrialBodies.Words>(context);
        return Show(context, await turn(context.Actor(), study, code, number, JsonBody.VersionRead(context), body.Text ?? "", context.RequestAborted), StatusCodes.Status200OK);
    }

    private static IResult Show(HttpContext context, DataQuery query, int status) => JsonBody.Versioned(context, TrialViews.Of(query), query.Version, status);
}
