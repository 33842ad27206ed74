using System.Globalization;
using Equipoise.Conduct.Publication;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Search;
using Equipoise.Web.Shared;
using Equipoise.Web.Studies.Kept;
using Equipoise.Web.Studies.Published;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;

namespace Equipoise.Web.Studies;

/// <summary>Makes the page of a study, or sends the one it made before where nothing has changed since.</summary>
internal sealed class StudyPageMaker(
    RegistryStore registry, StudyIndex index, Registry.Finding.Finder finder, KeptPages kept, PublishedStates published, IResponseCompressionProvider compression)
{
    private const int SimilarShown = 5;

    /// <summary>Answers a request for a page.</summary>
    /// <param name="nctId">The id in the address.</param>
    /// <param name="near">The place that the reader wants sites near to, or null.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IResult> AnswerAsync(string nctId, string? near, HttpContext context, CancellationToken cancellation)
    {
        var request = context.Request;
        var encoding = compression.GetCompressionProvider(context)?.EncodingName;
        // Pages for one reader's place are as many as there are readers.
        var name = request.QueryString.HasValue ? null : $"{request.Path} {request.Origin()} {encoding}";
        var state = await kept.StateAsync(cancellation);
        var before = name is null ? null : kept.Find(name);
        if (before is not null && before.Made == state)
            return Send(before, request);
        return await StudyLookup.FindAsync(nctId, StudyAddress.Of, request, registry, AnswerFoundAsync, cancellation);

        async Task<IResult> AnswerFoundAsync(StoredStudy study)
        {
            var versions = await registry.VersionsAsync(study.Record.Id, cancellation);
            var place = NearPlace.TryParse(near) ?? NearPlace.Find(near, index.Learned.Places);
            var said = await published.FindAsync(study.Record.Id, cancellation);
            var similar = Similar(study.Record, cancellation);
            var copy = PageCopy.Of(
                study.Record, versions, [request.Origin(), study.Origin.ToString(), place?.ToString() ?? "", PublishedName(said), .. similar?.Select(one => $"{one.Id} {one.Updated}") ?? []]);
            if (before is not null && before.Copy.IsSameAs(copy))
                return Send(Keep(before with { Made = state }), request);
            if (copy.IsKnownTo(request))
                return copy.NotModified();
            var view = new StudyView(study, request.Origin(), place, versions.Count, similar)
            {
                Published = said,
                Nearest = place is null ? [] : SiteList.Nearest(study.Record.Sites, place, index.Learned.Places),
            };
            var html = await Pages.Show<StudyPage>((nameof(StudyPage.View), view)).RenderAsync(context.RequestServices);
            var page = new KeptPage(state, copy, EncodedPage.Of(html, encoding));
            // What lacks a part for now must not be kept.
            return Send(similar is null ? page : Keep(page), request);
        }

        KeptPage Keep(KeptPage page)
        {
            if (name is not null)
                kept.Keep(name, page);
            return page;
        }
    }

    private static string PublishedName(PublishedState? state) => state is null ? "" : string.Create(CultureInfo.InvariantCulture, $"published {state.Number} {state.At}");

    // The record is worth reading also while the search cannot say what is like it; then null.
    private IReadOnlyList<StudyCard>? Similar(StudyRecord study, CancellationToken cancellation)
    {
        try
        {
            return finder.Similar(study, SimilarShown, cancellation);
        }
        catch (SearchException failure) when (failure.IsDamage)
        {
            return null;
        }
    }

    private static IResult Send(KeptPage page, HttpRequest request) =>
        page.Copy.IsKnownTo(request) ? page.Copy.NotModified() : page.Copy.Send(page.Body);
}
