using System.Security.Cryptography;
using System.Text;
using Equipoise.Registry.Indexing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Equipoise.Web.Api;

/// <summary>The tag of an answer: that of the data, the same for every address, so that a program that asks again learns with 304 that
/// nothing has changed.</summary>
/// <remarks>Weak (RFC 9110, 8.8.1): answers that are sent packed in different ways share it. Statistics have none, since they are counted
/// some time after a change.</remarks>
internal static class DataTag
{
    // Another build may answer the same data in another way.
    private static readonly string Build = typeof(DataTag).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>Puts the tag on the answer. Where whoever asks has that answer already, makes it 304 and returns true: there is nothing to
    /// write. Called when the request is known to be good.</summary>
    public static bool IsKnown(HttpContext context)
    {
        var tag = Of(context.RequestServices.GetRequiredService<StudyIndex>());
        context.Response.GetTypedHeaders().ETag = tag;
        if (!context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static EntityTagHeaderValue Of(StudyIndex index) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build} {index.State}")))[..24]}\"", isWeak: true);
}
