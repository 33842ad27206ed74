using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Equipoise.Web.Api;

/// <summary>The tag of an answer: that of the data, the same for every address, so that a program that asks again learns with 304 that
/// nothing has changed.</summary>
/// <remarks>Weak (RFC 9110, 8.8.1): answers that are sent packed in different ways share it. Statistics have none, since they are counted
/// some time after a change. It names the state of both, the index that finds and the store that the records come from, and is read before either is asked:
/// an answer may be newer than its tag, and is then asked for once more, but never older.</remarks>
internal sealed class DataTag
{
    // Another build may answer the same data in another way.
    private static readonly string Build = typeof(DataTag).Assembly.ManifestModule.ModuleVersionId.ToString("N");
    private readonly EntityTagHeaderValue tag;

    private DataTag(string state) =>
        tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Build} {state}")))[..24]}\"", isWeak: true);

    /// <summary>The tag of the data at this moment. Called before any of them are read.</summary>
    public static async Task<DataTag> ReadAsync(HttpContext context)
    {
        var store = await context.RequestServices.GetRequiredService<RegistryStore>().IdentifyAsync(context.RequestAborted);
        return new DataTag(string.Create(CultureInfo.InvariantCulture, $"{store.LastChange} {context.RequestServices.GetRequiredService<StudyIndex>().State}"));
    }

    /// <summary>Puts the tag on the answer. Where whoever asks has that answer already, makes it 304 and returns true: there is nothing to
    /// write. Called when the request is known to be good.</summary>
    public bool IsKnownTo(HttpContext context)
    {
        context.Response.GetTypedHeaders().ETag = tag;
        if (!context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
            return false;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
