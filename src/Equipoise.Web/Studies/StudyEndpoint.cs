using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Studies;

/// <summary><c>GET /study/{nctId}/{slug}</c>: the page of one study. Another spelling of the address, or an older id of the
/// study, leads to the one it has; an id that no study here has is not found, one that was removed is gone.</summary>
internal static class StudyEndpoint
{
    public static void MapStudies(this IEndpointRouteBuilder site)
    {
        site.MapPage("/study/{nctId}.json", AnswerRecordAsync);
        site.MapPage("/study/{nctId}/{slug?}", AnswerAsync);
    }

    private const int SimilarShown = 5;

    private static Task<IResult> AnswerAsync(
        string nctId, string? near, HttpRequest request, RegistryStore registry, StudyIndex index, Registry.Finding.Finder finder, CancellationToken cancellation)
    {
        return StudyLookup.FindAsync(nctId, StudyAddress.Of, request, registry, AnswerFoundAsync, cancellation);

        async Task<IResult> AnswerFoundAsync(StoredStudy study)
        {
            var versions = await registry.VersionsAsync(study.Record.Id, cancellation);
            var place = NearPlace.TryParse(near) ?? NearPlace.Find(near, index.Learned.Places);
            var similar = finder.Similar(study.Record, SimilarShown, cancellation);
            var origin = $"{request.Scheme}://{request.Host}";
            var copy = PageCopy.Of(study.Record, versions, [origin, place?.ToString() ?? "", .. similar.Select(one => $"{one.Id} {one.Updated}")]);
            return copy.IsKnownTo(request)
                ? copy.NotModified()
                : copy.Send(Pages.Show<StudyPage>((nameof(StudyPage.View), new StudyView(study, origin, place, versions.Count, similar))));
        }
    }

    private static Task<IResult> AnswerRecordAsync(string nctId, HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        return StudyLookup.FindAsync(nctId, study => $"/study/{study.Id}.json", request, registry, AnswerFoundAsync, cancellation);

        async Task<IResult> AnswerFoundAsync(StoredStudy study)
        {
            var copy = PageCopy.Of(study.Record, await registry.VersionsAsync(study.Record.Id, cancellation), "json");
            return copy.IsKnownTo(request) ? copy.NotModified() : copy.Send(Results.Bytes(study.Record.Utf8, "application/json; charset=utf-8"));
        }
    }
}
