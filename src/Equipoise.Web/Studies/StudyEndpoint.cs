using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
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
        site.MapPage("/study/{nctId}/{slug?}", AnswerAsync).WithMetadata(new CompressesItself());
    }

    private static Task<IResult> AnswerAsync(string nctId, string? near, HttpContext context, StudyPageMaker maker) =>
        maker.AnswerAsync(nctId, near, context, context.RequestAborted);

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
