using System.Text.Json;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Laboratory.Import;
using Equipoise.Web.Conduct.Frame;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Api;

/// <summary>Laboratory results from files: CSV or a FHIR bundle as the body.</summary>
internal static class ImportApi
{
    private const int MostReasons = 200;

    public static void MapImportApi(this IEndpointRouteBuilder site) =>
        site.MapPost($"{TrialApi.Root}/studies/{{study}}/laboratory-imports", ImportAsync).Needs(Permission.EnterData)
            .Described("Enter laboratory results from a CSV file or a FHIR bundle, sent as the body; mode=all, rows or check", new("ImportReport"), typeof(string));

    /// <summary>The mode that a word means.</summary>
    /// <exception cref="StepRefusedException">It means none.</exception>
    public static ImportMode Mode(string word) => word switch
    {
        "" or "all" => ImportMode.All,
        "rows" => ImportMode.Rows,
        "check" => ImportMode.Check,
        _ => throw StepRefusedException.Invalid("import-mode", "The mode is all (everything or nothing), rows (what is right) or check (nothing is kept)."),
    };

    private static async Task<IResult> ImportAsync(HttpContext context, string study, LaboratoryImport import)
    {
        var mode = Mode(context.Request.Query["mode"].ToString());
        var name = context.Request.Query["name"].ToString() is { Length: > 0 } given ? given : "a file";
        var report = await import.ImportAsync(context.Actor(), study, await JsonBody.TextAsync(context), name, mode, context.RequestAborted);
        if (!report.WasKept && mode == ImportMode.All)
        {
            var reasons = report.Results.Where(result => result.Outcome is ImportedResult.Refused).Select(result => $"{result.Where}: {result.Sentence}").ToList();
            throw new StepRefusedException(RefusalKind.Invalid, "import-refused", $"Nothing was kept, since {(reasons.Count == 1 ? "a result is" : $"{reasons.Count} results are")} refused: mend the file, or send it with mode=rows to keep what is right.") { Reasons = [.. reasons.Take(MostReasons)] };
        }

        return Results.Json(Of(report), JsonSerializerOptions.Web);
    }

    private static object Of(ImportReport report) => new
    {
        kept = report.WasKept,
        entered = report.Count(ImportedResult.Entered),
        unchanged = report.Count(ImportedResult.Unchanged),
        refused = report.Count(ImportedResult.Refused),
        results = report.Results.Select(result => new { where = result.Where, outcome = result.Outcome, participant = result.Participant, entry = result.Entry, sentence = result.Sentence }),
    };
}
