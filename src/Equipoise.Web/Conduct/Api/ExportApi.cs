using System.Text.Json;
using Equipoise.Analysis.Adam;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Exchange.Exports;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>A study's data, to take away. Taking them is a step of its own with an entry of the trail, so it is asked for with POST.</summary>
internal static class ExportApi
{
    private const string Root = $"{TrialApi.Root}/studies/{{study}}/exports";

    public static void MapExportApi(this IEndpointRouteBuilder site)
    {
        site.MapGet(Root, ListAsync).NeedsForAllSites(Permission.ExportStudy).Described("What can be taken away, and in which form", new("Export", IsList: true));
        site.MapPost($"{Root}/{{format}}", TakeAsync).NeedsForAllSites(Permission.ExportStudy).WithMetadata(new RequestKeys.Unkeyed())
            .Described("Take the study's data in one of these forms", new(Schema: null));
    }

    private static async Task<IResult> ListAsync(HttpContext context, string study, StudySteps studies)
    {
        await studies.FindAsync(study, context.RequestAborted);
        return Results.Json(
            ExportFormat.For(context.Actor()).Select(format => new { code = format.Code, title = format.Title, contents = format.Contents, standard = format.Standard, contentType = format.ContentType, arms = StudySource.ShowsArmsTo(context.Actor()) }),
            JsonSerializerOptions.Web);
    }

    /// <summary>Answers with the file, written while the study is read.</summary>
    public static async Task<IResult> TakeAsync(HttpContext context, string study, string format, StudyExports exports, AdamExport adam)
    {
        var asked = ExportFormat.Find(format);
        var file = asked == ExportFormat.Adam
            ? await adam.TakeAsync(context.Actor(), study, context.RequestAborted)
            : await exports.TakeAsync(context.Actor(), study, asked, context.RequestAborted);
        return Results.Stream(output => file.WriteAsync(output, context.RequestAborted), file.ContentType, file.Name);
    }
}
