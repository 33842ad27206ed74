using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Laboratory.Import;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Conduct.Frame;
using Equipoise.Web.Conduct.Trials.Pages;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>Laboratory results from a file or pasted text.</summary>
internal static class ImportPages
{
    private const string Root = $"{TrialAddress.Root}/{{study}}/laboratory-import";
    private const int LargestFile = 1024 * 1024;

    public static void MapImportPages(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, (HttpContext context, string study, StudySteps studies) => ShowAsync(context, study, studies, null, null)).Needs(Permission.EnterData);
        site.MapPost(Root, ImportAsync).Needs(Permission.EnterData);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string study, StudySteps studies, ImportReport? report, StepRefusedException? refusal)
    {
        var (found, protocol) = await studies.FindAsync(study, context.RequestAborted);
        return SignedInPages.Show<ImportPage>(
            context, refusal is null && report is null or { WasKept: true } ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(ImportPage.Study), found), (nameof(ImportPage.Protocol), protocol), (nameof(ImportPage.Report), report), (nameof(ImportPage.Problems), refusal?.Reasons ?? []),
            (nameof(ImportPage.Typed), HttpMethods.IsPost(context.Request.Method) ? await context.Request.ReadFormAsync(context.RequestAborted) : null));
    }

    private static async Task<IResult> ImportAsync(HttpContext context, string study, StudySteps studies, LaboratoryImport import)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            var (text, name) = await FileAsync(form);
            return await ShowAsync(context, study, studies, await import.ImportAsync(context.Actor(), study, text, name, ImportApi.Mode(form.Text("mode")), context.RequestAborted), null);
        }
        catch (StepRefusedException refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict)
        {
            return await ShowAsync(context, study, studies, null, refusal);
        }
    }

    private static async Task<(string Text, string Name)> FileAsync(IFormCollection form)
    {
        if (form.Files["file"] is not { Length: > 0 } file)
            return (form.Text("text"), "pasted text");
        if (file.Length > LargestFile)
            throw StepRefusedException.Invalid("import-file", "The file is larger than 1 MB: send it in parts.");
        using var reader = new StreamReader(file.OpenReadStream());
        var name = new string([.. Path.GetFileName(file.FileName).Where(letter => !char.IsControl(letter)).Take(100)]);
        return (await reader.ReadToEndAsync(), name.Length == 0 ? "a file" : name);
    }
}
