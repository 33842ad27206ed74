using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Web.Conduct.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Demo;

/// <summary><c>/api/demo/clock</c>: what time it is in a simulated trial. A site that conducts trials with people has no such address.</summary>
internal static class DemoApi
{
    private const string Clock = "/api/demo/clock";

    // Windows, calendars and due dates reach years beyond the clock, and have to be dates too.
    private const int LastYear = 2200;

    public static void MapDemo(this IEndpointRouteBuilder site)
    {
        site.MapGet(Clock, (ConductRoom room) => Show(room.Demo!)).NeedsSignIn();
        site.MapPost(Clock, SetAsync).Needs(Permission.ManageAccounts);
    }

    private static async Task<IResult> SetAsync(HttpContext context, ConductRoom room)
    {
        var body = await JsonBody.ReadAsync<NewMoment>(context);
        if (body.At.Year > LastYear)
            throw StepRefusedException.Invalid("at", $"A simulated trial ends by {LastYear}: set the clock to a moment before.");
        room.Demo!.Clock.SetTo(body.At);
        return Show(room.Demo);
    }

    private static IResult Show(DemoMode demo) => Results.Json(new { simulated = true, at = demo.Clock.GetUtcNow(), reallyAt = demo.Clock.ReallyNow }, JsonSerializerOptions.Web);

    internal sealed record NewMoment(DateTimeOffset At);
}
