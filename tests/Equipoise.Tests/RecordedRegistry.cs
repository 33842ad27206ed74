using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static System.FormattableString;

namespace Equipoise.Tests;

/// <summary>A server that answers as the live registry does, with two pages of one study each, and can be told to break.</summary>
internal sealed class RecordedRegistry : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly List<string> asked = [];
    private int failsAfterPages;

    private RecordedRegistry(WebApplication server, int failsAfterPages) => (this.server, this.failsAfterPages) = (server, failsAfterPages);

    /// <summary>Where it answers.</summary>
    public string Address => $"{server.Urls.First()}/api/v2";

    /// <summary>What it was asked, address by address.</summary>
    public IReadOnlyList<string> Asked => asked;

    public static async Task<RecordedRegistry> StartAsync(int failsAfterPages)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.Urls.Add("http://127.0.0.1:0");
        var registry = new RecordedRegistry(built, failsAfterPages);
        built.MapGet("/api/v2/studies", registry.Answer);
        await built.StartAsync();
        return registry;
    }

    /// <summary>Lets it answer every page from now on.</summary>
    public void Mend() => failsAfterPages = int.MaxValue;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private IResult Answer(HttpRequest request)
    {
        asked.Add(request.QueryString.Value!);
        if (asked.Count > failsAfterPages)
            return Results.Text("gone", statusCode: StatusCodes.Status403Forbidden);
        var isSecond = request.Query["pageToken"] == "second";
        var study = Invariant($"{{\"protocolSection\":{{\"identificationModule\":{{\"nctId\":\"NCT0000000{(isSecond ? 2 : 1)}\"}}}}}}");
        return Results.Text($"{{\"studies\":[{study}]{(isSecond ? "" : ",\"nextPageToken\":\"second\"")}}}", "application/json");
    }
}
