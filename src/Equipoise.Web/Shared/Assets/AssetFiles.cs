using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Shared.Assets;

/// <summary>The style sheets, the script and the pictures that travel inside the assembly, each at an address that names its content, so
/// that a browser may keep it for good.</summary>
internal static class AssetFiles
{
    /// <summary>The route of all of them.</summary>
    public const string Route = "/assets/{file}";

    private const string Prefix = "asset/";
    private static readonly FrozenDictionary<string, Asset> ByName = ReadAll();
    private static readonly FrozenDictionary<string, Asset> ByPath = ByName.Values.ToFrozenDictionary(asset => asset.Path, StringComparer.Ordinal);

    /// <summary>The address of an asset by its file name.</summary>
    public static string Url(string name) => ByName[name].Path;

    /// <summary>What a text asset says.</summary>
    public static string Text(string name) => Encoding.UTF8.GetString(ByName[name].Content);

    public static void MapAssets(this IEndpointRouteBuilder site) =>
        site.MapPage(Route, (HttpContext context, string file) =>
        {
            if (!ByPath.TryGetValue($"/assets/{file}", out var asset))
                return Results.StatusCode(StatusCodes.Status404NotFound);
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(asset.Content, asset.ContentType);
        });

    private static FrozenDictionary<string, Asset> ReadAll() =>
        typeof(AssetFiles).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(resource => resource[Prefix.Length..], Read, StringComparer.Ordinal);

    private static Asset Read(string resource)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var (name, extension) = (Path.GetFileNameWithoutExtension(resource[Prefix.Length..]), Path.GetExtension(resource));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        var type = extension switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            _ => throw new InvalidOperationException($"{resource} has an ending whose content type is not known."),
        };
        return new Asset($"/assets/{name}.{hash}{extension}", type, content);
    }

    private sealed record Asset(string Path, string ContentType, byte[] Content);
}
