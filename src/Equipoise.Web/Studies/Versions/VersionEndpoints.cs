using System.Globalization;
using Equipoise.Registry.Comparison;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Equipoise.Web.Studies.Published;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Studies.Versions;

/// <summary><c>GET /study/{nctId}/versions</c>: the versions of a record. <c>GET /study/{nctId}/compare?from=1&amp;to=2</c>:
/// what changed between two of them.</summary>
internal static class VersionEndpoints
{
    public static void MapVersions(this IEndpointRouteBuilder site)
    {
        site.MapPage("/study/{nctId}/versions", AnswerListAsync);
        site.MapPage("/study/{nctId}/compare", AnswerComparisonAsync);
    }

    private static Task<IResult> AnswerListAsync(string nctId, HttpRequest request, RegistryStore registry, PublishedStates published, CancellationToken cancellation)
    {
        return StudyLookup.FindAsync(nctId, study => $"/study/{study.Id}/versions", request, registry, AnswerFoundAsync, cancellation);

        async Task<IResult> AnswerFoundAsync(StoredStudy study) =>
            Pages.Show<VersionsPage>(
                (nameof(VersionsPage.Study), study.Record),
                (nameof(VersionsPage.Versions), await registry.VersionsAsync(study.Record.Id, cancellation)),
                (nameof(VersionsPage.Published), await published.VersionsAsync(study.Record.Id, cancellation)));
    }

    private static Task<IResult> AnswerComparisonAsync(string nctId, string? from, string? to, HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        return StudyLookup.FindAsync(nctId, study => $"/study/{study.Id}/compare", request, registry, AnswerFoundAsync, cancellation);

        async Task<IResult> AnswerFoundAsync(StoredStudy study)
        {
            var id = study.Record.Id;
            var versions = await registry.VersionsAsync(id, cancellation);
            if (await FindAsync(id, from) is not { } older || await FindAsync(id, to) is not { } newer)
                return StudyLookup.NotFound("There is no such version", $"The versions of {id} kept here are {string.Join(", ", versions.Select(version => version.Number).Order())}. Choose two of them at /study/{id}/versions.");
            return Pages.Show<ComparisonPage>(
                (nameof(ComparisonPage.Study), study.Record),
                (nameof(ComparisonPage.Versions), versions),
                (nameof(ComparisonPage.From), Number(from)!.Value),
                (nameof(ComparisonPage.To), Number(to)!.Value),
                (nameof(ComparisonPage.Changes), RecordDifference.Between(older, newer)));
        }

        async Task<StudyRecord?> FindAsync(StudyId id, string? number) =>
            Number(number) is { } version ? await registry.FindVersionAsync(id, version, cancellation) : null;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
