using System.Security.Cryptography;
using System.Text;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Equipoise.Web.Studies;

/// <summary>Which copy of a page this is, so that a browser that has it need not fetch it again.</summary>
internal sealed class PageCopy
{
    // Another build may show the same record in another way.
    private static readonly string Build = typeof(PageCopy).Assembly.ManifestModule.ModuleVersionId.ToString("N");
    private readonly EntityTagHeaderValue tag;
    private readonly DateTimeOffset? modified;

    private PageCopy(EntityTagHeaderValue tag, DateTimeOffset? modified) => (this.tag, this.modified) = (tag, modified);

    /// <summary>The copy that shows a record in its present version.</summary>
    /// <param name="study">The record.</param>
    /// <param name="versions">Its versions.</param>
    /// <param name="ways">Whatever else the copy depends on.</param>
    public static PageCopy Of(StudyRecord study, IReadOnlyList<StudyVersion> versions, params ReadOnlySpan<string> ways)
    {
        var current = versions.FirstOrDefault(version => version.IsCurrent);
        var name = $"{Build} {study.Id} {current?.Hash} {versions.Count} {string.Join(' ', ways!)}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..24];
        return new PageCopy(new EntityTagHeaderValue($"\"{hash}\""), current?.StoredAt);
    }

    /// <summary>Whether another copy shows the very same.</summary>
    public bool IsSameAs(PageCopy other) => tag.Compare(other.tag, useStrongComparison: true);

    /// <summary>Whether whoever asks has this copy already.</summary>
    public bool IsKnownTo(HttpRequest request)
    {
        var headers = new RequestHeaders(request.Headers);
        if (headers.IfNoneMatch is { Count: > 0 } known)
            return known.Any(copy => copy.Equals(EntityTagHeaderValue.Any) || copy.Compare(tag, useStrongComparison: false));
        return modified is { } stored && headers.IfModifiedSince is { } since && stored.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds();
    }

    /// <summary>The answer to one who has it.</summary>
    public IResult NotModified() => Send(Results.StatusCode(StatusCodes.Status304NotModified));

    /// <summary>An answer with the name of the copy on it. It may be kept, but has to be asked about each time.</summary>
    public IResult Send(IResult answer) => new Named(this, answer);

    private sealed class Named(PageCopy copy, IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var headers = httpContext.Response.GetTypedHeaders();
            headers.ETag = copy.tag;
            headers.LastModified = copy.modified;
            headers.CacheControl = new CacheControlHeaderValue { Public = true, NoCache = true };
            return answer.ExecuteAsync(httpContext);
        }
    }
}
