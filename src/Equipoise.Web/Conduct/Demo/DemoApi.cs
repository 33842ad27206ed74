using System.Text.Json;
using Equipoise.Web.Conduct.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Demo;

/// <summary><c>/api/demo/clock</c>: what time it is in a simulated trial. A site that conducts trials with people has no such address.</summary>
internal static class DemoApi
{
    private const string Clock = "/api/demo/clock";

    public static void MapDemo(this IEndpointRouteBuilder site)
    {
        site.MapGet(Clock, (ConductRoom room) => Show(room.Demo!)).NeedsSignIn();
        site.MapPost(Clock, SetAsync).NeedsSignIn();
    }

    private static async Task<IResult> SetAsync(HttpContext context, ConductRoom room)
    {
        var body = await JsonBody.ReadAsync<NewMoment>(context);
        room.Demo!.Clock.SetTo(body.At);
        return Show(room.Demo);
    }

    private static IResult Show(DemoMode demo) => Results.Json(new { simulated = true, at = demo.Clock.GetUtcNow(), reallyAt = demo.Clock.ReallyNow }, JsonSerializerOptions.Web);

    internal sealed record NewMoment(DateTimeOffset At);
}
