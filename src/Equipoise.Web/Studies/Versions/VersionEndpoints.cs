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
/// what changed between two of them.
/// <c>GET /study/{nctId}/versions/{number}.json</c>: one of them whole. Those of a study that was removed are kept, and answer too.</summary>
internal static class VersionEndpoints
{
    public static void MapVersions(this IEndpointRouteBuilder site)
    {
        site.MapPage("/study/{nctId}/versions", AnswerListAsync);
        site.MapPage("/study/{nctId}/versions/{number}.json", AnswerVersionAsync);
        site.MapPage("/study/{nctId}/compare", AnswerComparisonAsync);
    }

    private static Task<IResult> AnswerListAsync(string nctId, HttpRequest request, RegistryStore registry, PublishedStates published, CancellationToken cancellation)
    {
        return StudyLookup.FindAsync(
            nctId, study => $"/study/{study.Id}/versions", request, registry, study => ShowAsync(study.Record, null), cancellation, (last, removed) => ShowAsync(last, removed));

        async Task<IResult> ShowAsync(StudyRecord study, DateTimeOffset? removed) =>
            Pages.Show<VersionsPage>(
                (nameof(VersionsPage.Study), study),
                (nameof(VersionsPage.Versions), await registry.VersionsAsync(study.Id, cancellation)),
                (nameof(VersionsPage.RemovedAt), removed),
                (nameof(VersionsPage.Published), await published.VersionsAsync(study.Id, cancellation)));
    }

    private static Task<IResult> AnswerVersionAsync(string nctId, string number, HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        return StudyLookup.FindAsync(
            nctId, study => $"/study/{study.Id}/versions/{number}.json", request, registry, study => SendAsync(study.Record.Id), cancellation, (last, _) => SendAsync(last.Id));

        async Task<IResult> SendAsync(StudyId id) =>
            Number(number) is { } version && await registry.FindVersionAsync(id, version, cancellation) is { } record
                ? Results.Bytes(record.Utf8, "application/json; charset=utf-8")
                : await NoSuchVersionAsync(id, registry, cancellation);
    }

    private static Task<IResult> AnswerComparisonAsync(string nctId, string? from, string? to, HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        return StudyLookup.FindAsync(
            nctId, study => $"/study/{study.Id}/compare", request, registry, study => ShowAsync(study.Record), cancellation, (last, _) => ShowAsync(last));

        async Task<IResult> ShowAsync(StudyRecord study)
        {
            if (await FindAsync(study.Id, from) is not { } older || await FindAsync(study.Id, to) is not { } newer)
                return await NoSuchVersionAsync(study.Id, registry, cancellation);
            return Pages.Show<ComparisonPage>(
                (nameof(ComparisonPage.Study), study),
                (nameof(ComparisonPage.Versions), await registry.VersionsAsync(study.Id, cancellation)),
                (nameof(ComparisonPage.From), Number(from)!.Value),
                (nameof(ComparisonPage.To), Number(to)!.Value),
                (nameof(ComparisonPage.Changes), RecordDifference.Between(older, newer)));
        }

        async Task<StudyRecord?> FindAsync(StudyId id, string? number) =>
            Number(number) is { } version ? await registry.FindVersionAsync(id, version, cancellation) : null;
    }

    private static async Task<IResult> NoSuchVersionAsync(StudyId id, RegistryStore registry, CancellationToken cancellation)
    {
        var numbers = (await registry.VersionsAsync(id, cancellation)).Select(version => version.Number).Order();
        return StudyLookup.NotFound("There is no such version", $"The versions of {id} kept here are {string.Join(", ", numbers)}. Choose two of them at /study/{id}/versions.");
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
