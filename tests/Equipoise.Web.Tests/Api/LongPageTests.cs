using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Equipoise.Web.Api;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Tests.Api;

/// <summary>Answers with many records: whole however large the records are, and not too many of them at once.</summary>
public sealed class LongPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const string LongPage = "/api/v2/studies?pageSize=100&sort=EnrollmentCount";

    [Fact]
    public async Task Readers_who_do_not_read_keep_nobody_from_long_pages()
    {
        // More than sockets keep for a reader who does not read.
        await site.StoreAsync([Study(1, new string('x', 8_000_000)), .. Enumerable.Range(2, 60).Select(number => Study(number, "x"))]);
        var unread = new List<Socket>();
        while (unread.Count < BulkTurns.AtOnce - 1)
            unread.Add(await AskAsync(LongPage, site));

        (await site.IdsAsync("sort=EnrollmentCount")).Count.ShouldBe(61);
        using var whole = JsonDocument.Parse(await site.ApiAsync("/studies?pageSize=100"));
        whole.RootElement.GetProperty("studies").GetArrayLength().ShouldBe(61);

        foreach (var reader in unread)
            reader.Dispose();
        (await site.IdsAsync("sort=EnrollmentCount")).Count.ShouldBe(61);
    }

    [Fact]
    public async Task Readers_who_take_nothing_give_up_their_places()
    {
        await using var own = await StartAsync(TimeSpan.FromMilliseconds(200), largest: 8_000_000);
        var silent = new List<Socket>();
        // Those who find no place get one when those before them are gone.
        while (silent.Count < BulkTurns.AtOnce + 8)
            silent.Add(await AskAsync(LongPage, own));

        using var whole = JsonDocument.Parse(await own.ApiAsync("/studies?pageSize=100"));
        whole.RootElement.GetProperty("studies").GetArrayLength().ShouldBe(61);
        (await RestAsync(silent[0])).ShouldBeLessThan(8_000_000);
        silent.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task Readers_who_take_nothing_of_a_file_give_up_their_places()
    {
        await using var own = await StartAsync(TimeSpan.FromMilliseconds(200), largest: 8_000_000);
        var silent = new List<Socket>();
        while (silent.Count < 4)
            silent.Add(await AskAsync("/search.json", own));

        var status = HttpStatusCode.ServiceUnavailable;
        while (status == HttpStatusCode.ServiceUnavailable)
        {
            using var answer = await own.Client.GetAsync("/search.json", TestContext.Current.CancellationToken);
            status = answer.StatusCode;
        }

        status.ShouldBe(HttpStatusCode.OK);
        silent.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task A_slow_reader_reads_to_the_end_however_long_it_takes()
    {
        const int Large = 24_000_000;
        var patience = TimeSpan.FromSeconds(1);
        await using var own = await StartAsync(patience, Large);
        using var slow = await AskAsync(LongPage, own);
        var (read, begun) = (0L, Stopwatch.StartNew());

        // One record is one write, which takes this reader several times the patience there is; others are answered meanwhile.
        for (long some; (some = await TakeAsync(slow)) > 0; read += some)
        {
            while (begun.Elapsed < 3 * patience * ((double)read / Large))
                await own.ApiAsync("/version");
        }

        read.ShouldBeGreaterThan(Large);
        begun.Elapsed.ShouldBeGreaterThan(2 * patience);
    }

    [Fact]
    public async Task Two_hundred_programs_that_ask_for_long_pages_at_the_same_moment_are_all_answered()
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        await own.StoreAsync([.. Enumerable.Range(101, 100).Select(number => Study(number, new string('y', 2_000)))]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => own.ApiAsync("/studies?pageSize=90&query.titles=study")));

        answers.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        using var page = JsonDocument.Parse(answers[0]);
        page.RootElement.GetProperty("studies").GetArrayLength().ShouldBe(90);
    }

    [Fact]
    public async Task Who_gets_no_place_for_long_is_told_when_to_come_again()
    {
        using var turns = new BulkTurns(site.Registry, longestWait: TimeSpan.FromMilliseconds(20));
        var gate = new TaskCompletionSource();
        var sent = Enumerable.Range(0, BulkTurns.AtOnce).Select(_ => turns.WriteAsync(new DefaultHttpContext(), () => gate.Task)).ToList();

        var refused = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await turns.WriteAsync(refused, () => throw new InvalidOperationException("There is no place for it."));
        gate.SetResult();
        await Task.WhenAll(sent);
        var (later, isWritten) = (new DefaultHttpContext(), false);
        await turns.WriteAsync(later, () => Task.FromResult(isWritten = true));

        refused.Response.StatusCode.ShouldBe(StatusCodes.Status503ServiceUnavailable);
        refused.Response.Headers.RetryAfter.ToString().ShouldBe("5");
        Encoding.UTF8.GetString(((MemoryStream)refused.Response.Body).ToArray()).ShouldStartWith("Other large answers are being sent now");
        isWritten.ShouldBeTrue();
    }

    private static async Task<SiteUnderTest> StartAsync(TimeSpan patience, int largest)
    {
        var site = new SiteUnderTest { ReaderPatience = patience };
        await site.InitializeAsync();
        await site.StoreAsync([Study(1, new string('x', largest)), .. Enumerable.Range(2, 60).Select(number => Study(number, "x"))]);
        return site;
    }

    // Asks, and reads nothing but that the answer has begun.
    private static async Task<Socket> AskAsync(string path, SiteUnderTest site)
    {
        var address = site.Client.BaseAddress!;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Host}\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        var first = new byte[12];
        await socket.ReceiveAsync(first, TestContext.Current.CancellationToken);
        Encoding.ASCII.GetString(first).ShouldStartWith("HTTP/1.1 200");
        return socket;
    }

    private static async Task<long> RestAsync(Socket reader)
    {
        var read = 0L;
        for (long some; (some = await TakeAsync(reader)) > 0; read += some)
        {
        }

        return read;
    }

    // Some of an answer; nothing where it has ended or its sender hung up.
    private static async Task<int> TakeAsync(Socket reader)
    {
        try
        {
            return await reader.ReceiveAsync(new byte[64 * 1024], TestContext.Current.CancellationToken);
        }
        catch (SocketException hungUp) when (hungUp.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            return 0;
        }
    }

    private static string Study(int number, string more) =>
        $$$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{{{number:D8}}}}","briefTitle":"Study {{{{number}}}}"},"designModule":{"enrollmentInfo":{"count":{{{{number}}}}}}},"unknown":"{{{{more}}}}"}""";
}
