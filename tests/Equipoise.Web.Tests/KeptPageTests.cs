using System.IO.Compression;
using System.Net;
using System.Text;

namespace Equipoise.Web.Tests;

/// <summary>A page that is asked for again comes as it was made before, and never after anything it shows has changed.</summary>
public sealed class KeptPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("")]
    public async Task Asked_for_twice_it_is_the_same_to_the_last_byte_in_every_encoding(string encoding)
    {
        await site.PutAsync(Made.Study(501, "Kept"));

        var first = await FetchAsync("/study/NCT00000501/kept", encoding);
        var second = await FetchAsync("/study/NCT00000501/kept", encoding);

        second.Bytes.ShouldBe(first.Bytes);
        second.Encoding.ShouldBe(encoding);
        second.Vary.ShouldBe("Accept-Encoding");
        Unpack(second.Bytes, encoding).ShouldContain("<h1>Kept</h1>");
    }

    [Fact]
    public async Task A_new_version_of_the_record_shows_at_once()
    {
        await site.PutAsync(Made.Study(502, "Same title", updated: "2025-01-01", status: "RECRUITING"));
        var before = await TextAsync("/study/NCT00000502/same-title");

        await site.PutAsync(Made.Study(502, "Same title", updated: "2025-02-01", status: "SUSPENDED"));

        before.ShouldContain("Recruiting");
        (await TextAsync("/study/NCT00000502/same-title")).ShouldContain("Suspended");
    }

    [Fact]
    public async Task A_study_that_becomes_similar_shows_though_the_record_is_as_it_was()
    {
        await site.PutAsync(Made.Study(503, "Alone", conditions: ["Rare kept syndrome"]));
        var alone = await TextAsync("/study/NCT00000503/alone");

        await site.PutAsync(Made.Study(504, "Its new twin", conditions: ["Rare kept syndrome"]));

        alone.ShouldNotContain("Its new twin");
        (await TextAsync("/study/NCT00000503/alone")).ShouldContain("Its new twin");
    }

    [Fact]
    public async Task A_removed_study_is_gone_at_once()
    {
        await site.PutAsync(Made.Study(505, "Soon gone"));
        await TextAsync("/study/NCT00000505/soon-gone");

        await site.Registry.RemoveAsync([Registry.Records.StudyId.Parse("NCT00000505")], Cancellation);

        using var gone = await site.Client.GetAsync("/study/NCT00000505/soon-gone", Cancellation);
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Each_reader_is_told_of_the_address_he_came_by_and_the_place_he_named()
    {
        await site.PutAsync(Made.Study(506, "Told", sites: [Made.Site("France", null, "Lyon", "Hospital", 45.75, 4.85)]));
        var plain = await TextAsync("/study/NCT00000506/told");

        var near = await TextAsync("/study/NCT00000506/told?near=48.85,2.35");
        using var other = new HttpRequestMessage(HttpMethod.Get, "/study/NCT00000506/told") { Headers = { Host = "trials.example" } };
        using var elsewhere = await site.Client.SendAsync(other, Cancellation);

        near.ShouldContain("km");
        plain.ShouldNotContain("http://trials.example/study/NCT00000506");
        (await elsewhere.Content.ReadAsStringAsync(Cancellation)).ShouldContain("http://trials.example/study/NCT00000506");
        (await TextAsync("/study/NCT00000506/told")).ShouldBe(plain);
    }

    [Fact]
    public async Task Asked_about_with_HEAD_it_has_its_length_and_no_body()
    {
        await site.PutAsync(Made.Study(507, "Head"));
        var page = await FetchAsync("/study/NCT00000507/head", "");

        using var request = new HttpRequestMessage(HttpMethod.Head, "/study/NCT00000507/head");
        using var head = await site.Client.SendAsync(request, Cancellation);

        head.Content.Headers.ContentLength.ShouldBe(page.Bytes.Length);
        (await head.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty();
    }

    private async Task<string> TextAsync(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<(byte[] Bytes, string Encoding, string Vary)> FetchAsync(string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding.Length > 0)
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var response = await site.Client.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return (await response.Content.ReadAsByteArrayAsync(Cancellation), string.Concat(response.Content.Headers.ContentEncoding), string.Join(", ", response.Headers.Vary));
    }

    private static string Unpack(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream(bytes);
        using Stream text = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(text, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
