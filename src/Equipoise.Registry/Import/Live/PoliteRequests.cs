using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;

namespace Equipoise.Registry.Import.Live;

/// <summary>Asks a server not too often, again where that may help, and only that server.</summary>
internal sealed class PoliteRequests : IDisposable
{
    private const int MostRedirects = 3;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestOwnWait = TimeSpan.FromMinutes(1);
    private readonly LiveOptions options;
    private readonly TimeProvider time;
    private readonly Random chance;
    private readonly IProgress<LiveWait>? waiting;
    private readonly HttpClient client;
    private long? lastStart;

    public PoliteRequests(LiveOptions options, TimeProvider time, Random chance, IProgress<LiveWait>? waiting)
    {
        (this.options, this.time, this.chance, this.waiting) = (options, time, chance, waiting);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            UseCookies = false,
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Equipoise", typeof(PoliteRequests).Assembly.GetName().Version?.ToString(3) ?? "0"));
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Asks until there is an answer that asking again would not change.</summary>
    /// <exception cref="LiveSourceException">There is none.</exception>
    public async Task<LiveAnswer> GetAsync(string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, problem, askedWait) = await AttemptAsync(path, cancellation);
            if (answer is not null)
                return answer;
            if (askedWait > options.LongestWait)
                throw new LiveSourceException($"{Server} asks to wait for {askedWait.Value.TotalMinutes:N0} minutes; run the same import again after that.");
            if (attempt >= options.Attempts)
                throw new LiveSourceException($"{Server} {problem}, {attempt} times; run the same import again later to go on.");
            var wait = askedWait ?? OwnWait(attempt);
            waiting?.Report(new LiveWait(Server, problem, wait, askedWait is not null, attempt + 1, options.Attempts));
            await Task.Delay(wait, time, cancellation);
        }
    }

    public void Dispose() => client.Dispose();

    private string Server => options.BaseAddress.Authority;

    /// <summary>Twice as long each time, and half of it by chance, so that clients that failed together do not return together.</summary>
    private TimeSpan OwnWait(int attempt)
    {
        var most = FirstWait * Math.Pow(2, attempt);
        return (most < LongestOwnWait ? most : LongestOwnWait) * (0.5 + (chance.NextDouble() / 2));
    }

    private async Task<(LiveAnswer? Answer, string Problem, TimeSpan? Wait)> AttemptAsync(string path, CancellationToken cancellation)
    {
        await BePoliteAsync(cancellation);
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var response = await SendAsync(new Uri(options.BaseAddress, path), either.Token);
            return IsWorthAnotherTry(response.StatusCode)
                ? (null, string.Create(CultureInfo.InvariantCulture, $"answered with status {(int)response.StatusCode}"), AskedWait(response))
                : (await ReadAsync(response, either.Token), "", null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"did not answer within {options.RequestTimeout.TotalSeconds:N0} seconds"), null);
        }
        catch (HttpRequestException error) when (error.InnerException is AuthenticationException)
        {
            throw new LiveSourceException($"{Server} could not prove who it is: its certificate is not trusted here.", error);
        }
        catch (HttpRequestException)
        {
            return (null, "could not be reached", null);
        }
        catch (IOException)
        {
            return (null, "broke off its answer", null);
        }
    }

    private async Task BePoliteAsync(CancellationToken cancellation)
    {
        if (lastStart is { } last && options.Interval - time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest, time, cancellation);
        lastStart = time.GetTimestamp();
    }

    /// <summary>Follows redirects, as of a study that has another id now, within the server.</summary>
    private async Task<HttpResponseMessage> SendAsync(Uri address, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            address = new Uri(address, location);
            if (Uri.Compare(address, options.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
                throw new LiveSourceException($"{Server} sends us on to {address.Authority}, where nobody asked us to go.");
            if (redirects == MostRedirects)
                throw new LiveSourceException($"{Server} sends us on and on.");
        }
    }

    private async Task<LiveAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
            return new LiveAnswer(response.StatusCode, [], IsTooLarge: false);
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is not "application/json")
            throw new LiveSourceException($"{Server} answered with {(type is null ? "no content type" : $"'{type}'")} instead of JSON; is {options.BaseAddress} the address of the API?");
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var kept = new MemoryStream();
        var chunk = new byte[81920];
        int count;
        while ((count = await body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (kept.Length + count > options.AnswerBytes)
                return new LiveAnswer(response.StatusCode, [], IsTooLarge: true);
            kept.Write(chunk, 0, count);
        }

        return new LiveAnswer(response.StatusCode, kept.ToArray(), IsTooLarge: false);
    }

    private static bool IsWorthAnotherTry(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented;

    private TimeSpan? AskedWait(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
