using System.Globalization;
using System.Xml;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Conditions;
using Equipoise.Web.Places;
using Equipoise.Web.Shared;
using Equipoise.Web.Studies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RegistryFinder = Equipoise.Registry.Finding.Finder;

namespace Equipoise.Web.About;

/// <summary><c>GET /robots.txt</c>, <c>/sitemap.xml</c> and its parts: what search engines may read. Samples are not among it.</summary>
/// <remarks>The protocol of sitemaps.org: a file lists at most 50,000 addresses and has at most 50 MB.</remarks>
internal static class SitemapEndpoints
{
    private const int PartSize = 25_000;
    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly string[] Pages = ["/", "/conditions", "/locations", "/glossary", "/about"];

    public static void MapSitemap(this IEndpointRouteBuilder site)
    {
        site.MapPage("/robots.txt", (HttpRequest request) => Results.Text(
            $"""
            User-agent: *
            Disallow: /search
            Disallow: /compare
            Disallow: /saved

            Sitemap: {request.Origin()}/sitemap.xml

            """));
        site.MapPage("/sitemap.xml", IndexAsync);
        site.MapPage("/sitemap/pages.xml", (HttpRequest request, StudyConditions conditions, StudyPlaces places, CancellationToken cancellation) =>
            Answer("urlset", xml => WritePages(xml, request.Origin(), conditions, places, cancellation)));
        site.MapPage("/sitemap/studies-{part:int:min(1)}.xml", PartAsync);
    }

    private static async Task<IResult> IndexAsync(HttpRequest request, RegistryStore registry, CancellationToken cancellation)
    {
        var summary = await registry.SummarizeAsync(cancellation);
        var parts = (summary.Studies + PartSize - 1) / PartSize;
        return Answer("sitemapindex", xml =>
        {
            Write(xml, "sitemap", $"{request.Origin()}/sitemap/pages.xml", summary.AsOf?.First);
            for (var part = 1; part <= parts; part++)
                Write(xml, "sitemap", string.Create(CultureInfo.InvariantCulture, $"{request.Origin()}/sitemap/studies-{part}.xml"), updated: null);
        });
    }

    private static async Task<IResult> PartAsync(int part, HttpRequest request, RegistryStore registry, RegistryFinder finder, CancellationToken cancellation)
    {
        var updates = await registry.UpdatesAsync((part - 1L) * PartSize, PartSize, cancellation);
        var titles = finder.Titles([.. updates.Select(update => update.Id.ToString())], cancellation);
        return updates.Count == 0
            ? Results.StatusCode(StatusCodes.Status404NotFound)
            : Answer("urlset", xml =>
            {
                foreach (var update in updates)
                    Write(xml, "url", $"{request.Origin()}{Address(update.Id, titles.GetValueOrDefault(update.Id.ToString()))}", update.Updated?.First);
            });
    }

    // Of a study that came in this moment the index may not know the title yet; its short address leads to the whole one.
    private static string Address(StudyId id, string? title) => title is null ? $"/study/{id}" : StudyAddress.Of(id, title);

    private static void WritePages(XmlWriter xml, string origin, StudyConditions conditions, StudyPlaces places, CancellationToken cancellation)
    {
        var addresses = Pages
            .Concat(conditions.Letters(cancellation).Select(letter => ConditionAddress.Of(letter.Letter)))
            .Concat(places.World(mostCities: 0, cancellation).Countries.Select(country => PlaceAddress.Of(country.Place)));
        foreach (var address in addresses)
            Write(xml, "url", $"{origin}{address}", updated: null);
    }

    private static IResult Answer(string root, Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes))
        {
            xml.WriteStartElement(root, Namespace);
            write(xml);
            xml.WriteEndElement();
        }

        return Results.Bytes(bytes.ToArray(), "application/xml; charset=utf-8");
    }

    private static void Write(XmlWriter xml, string element, string address, DateOnly? updated)
    {
        xml.WriteStartElement(element, Namespace);
        xml.WriteElementString("loc", Namespace, address);
        if (updated is { } day)
            xml.WriteElementString("lastmod", Namespace, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }
}
