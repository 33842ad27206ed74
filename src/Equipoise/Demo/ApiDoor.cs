using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Equipoise.Demo;

/// <summary>The public door: everything that happens in a demo is asked of the site's API by somebody with a token.</summary>
internal sealed class ApiDoor : IDisposable
{
    private const int AtOnce = 32;

    // One request locks everybody.
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(10);
    private readonly HttpClient client;
    private readonly SemaphoreSlim room = new(AtOnce);
    private int asked;

    public ApiDoor(Uri site)
    {
        Site = site;
        client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce, AllowAutoRedirect = false }) { BaseAddress = site, Timeout = LongestStep };
    }

    /// <summary>Where the site is.</summary>
    public Uri Site { get; }

    /// <summary>How many requests were answered.</summary>
    public int Asked => asked;

    /// <summary>Posts a step.</summary>
    /// <param name="token">Whose token.</param>
    /// <param name="path">The address.</param>
    /// <param name="body">The body, written as JSON unless it is a text; null for none.</param>
    /// <param name="version">The version that the asker has read; null where none is asked for.</param>
    /// <param name="key">The request's key; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DemoException">The step was refused.</exception>
    public Task<JsonElement> PostAsync(string token, string path, object? body, long? version = null, string? key = null, CancellationToken cancellation = default) =>
        SendAsync(HttpMethod.Post, token, path, body, version, key, cancellation);

    /// <summary>Puts something in the place of what was read.</summary>
    /// <exception cref="DemoException">It was refused.</exception>
    public Task<JsonElement> PutAsync(string token, string path, object body, long version, CancellationToken cancellation) => SendAsync(HttpMethod.Put, token, path, body, version, key: null, cancellation);

    /// <summary>Reads.</summary>
    /// <exception cref="DemoException">It was refused.</exception>
    public Task<JsonElement> GetAsync(string token, string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, token, path, body: null, version: null, key: null, cancellation);

    public void Dispose()
    {
        client.Dispose();
        room.Dispose();
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string token, string path, object? body, long? version, string? key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body switch { null => null, string text => new StringContent(text), _ => JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (version is { } read)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{read}\""));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        await room.WaitAsync(cancellation);
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
            Interlocked.Increment(ref asked);
            var answer = bytes.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(bytes);
            return response.IsSuccessStatusCode
                ? answer
                : throw new DemoException($"The demo stopped at {method} {path}: {(answer.ValueKind is JsonValueKind.Object && answer.TryGetProperty("detail", out var detail) ? detail.GetString() : response.ReasonPhrase)}");
        }
        finally
        {
            room.Release();
        }
    }
}
