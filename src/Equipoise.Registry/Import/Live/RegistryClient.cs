using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Equipoise.Registry.Import.Sources;

namespace Equipoise.Registry.Import.Live;

/// <summary>Reads studies from the live ClinicalTrials.gov API v2, or another server that speaks it: page by page, one request a
/// second, again with growing pauses where the server is busy or gone.</summary>
/// <remarks>For use by one reader at a time.</remarks>
public sealed class RegistryClient : IDisposable
{
    private const int LongestToken = 2000;

    // A record nested too deeply is refused by itself and must not cost the page.
    private const int DeepestAnswer = 10_000;
    private static readonly JsonSerializerOptions StateForm = new(JsonSerializerDefaults.Web);
    private readonly LiveOptions options;
    private readonly PoliteRequests requests;
    private readonly ReadMeter meter = new();

    /// <summary>A client.</summary>
    /// <param name="options">Which registry, and how patiently.</param>
    /// <param name="time">The clock that pauses are measured by.</param>
    /// <param name="chance">What spreads the pauses.</param>
    /// <param name="waiting">Told of each pause before another attempt.</param>
    public RegistryClient(LiveOptions options, TimeProvider time, Random? chance = null, IProgress<LiveWait>? waiting = null)
    {
        this.options = options;
        requests = new PoliteRequests(options, time, chance ?? Random.Shared, waiting);
    }

    /// <summary>The pages of a query. After each, its <see cref="LivePage.State"/> may be kept to go on from there later.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="state">Where to go on, or null for the start. A state that the server no longer knows, as after its
    /// daily update, starts over.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LiveSourceException">The server gives no answer that can be used; the pages before are good.</exception>
    public async IAsyncEnumerable<LivePage> ReadAsync(LiveQuery query, string? state = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (query.Parameters is null)
        {
            yield return await ReadStudyAsync(query, cancellation);
            yield break;
        }

        var resumed = ReadState(state);
        var place = resumed ?? new Place(Token: null, Page: 1);
        while (true)
        {
            var (body, isForgotten) = await AskAsync(query, place, cancellation);
            if (isForgotten && place == resumed)
            {
                place = new Place(Token: null, Page: 1);
                continue;
            }

            if (isForgotten)
                throw Refused(query, HttpStatusCode.BadRequest);
            var (items, token) = ReadPage(query, place, body);
            if (token is not null && string.Equals(token, place.Token, StringComparison.Ordinal))
                throw new LiveSourceException($"{options.BaseAddress.Authority} leads from one page of {query.Label} to the same page again.");
            place = new Place(token, place.Page + 1);
            yield return new LivePage(items, token is null ? null : JsonSerializer.Serialize(place, StateForm));
            if (token is null)
                yield break;
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => requests.Dispose();

    private async Task<LivePage> ReadStudyAsync(LiveQuery query, CancellationToken cancellation)
    {
        var answer = await requests.GetAsync(query.Path, cancellation);
        if (answer.Status == HttpStatusCode.NotFound)
            return new LivePage([ImportItem.Rejected(query.Label, default, "The registry has no such study.")], State: null);
        if (answer.Status != HttpStatusCode.OK)
            throw Refused(query, answer.Status);
        var records = new RecordReader(query.Label, new ReadLimits());
        var position = new SourcePosition(SourceUnit.Element, 1);
        return new LivePage([answer.IsTooLarge ? records.Refuse(position, records.TooLarge) : records.Read(answer.Body, position, offset: 0)], State: null);
    }

    /// <summary>Asks for one page, for fewer studies at once where they are too large together.</summary>
    private async Task<(byte[] Body, bool IsForgotten)> AskAsync(LiveQuery query, Place place, CancellationToken cancellation)
    {
        for (var size = options.PageSize; ; size /= 2)
        {
            var token = place.Token is null ? "" : $"&pageToken={Uri.EscapeDataString(place.Token)}";
            var answer = await requests.GetAsync(string.Create(CultureInfo.InvariantCulture, $"{query.Path}?{query.Parameters}&format=json&pageSize={size}{token}"), cancellation);
            if (answer.Status == HttpStatusCode.BadRequest && place.Token is not null)
                return ([], IsForgotten: true);
            if (answer.Status != HttpStatusCode.OK)
                throw Refused(query, answer.Status);
            if (!answer.IsTooLarge)
                return (answer.Body, IsForgotten: false);
            if (size <= 1)
                throw new LiveSourceException($"{options.BaseAddress.Authority} answered {query.Label} with more than {options.AnswerBytes / 1024 / 1024} MB for one study.");
        }
    }

    private (IReadOnlyList<ImportItem> Items, string? Token) ReadPage(LiveQuery query, Place place, byte[] body)
    {
        var label = string.Create(CultureInfo.InvariantCulture, $"{query.Label}, page {place.Page}");
        try
        {
            var token = ReadToken(body);
            using var stream = new MemoryStream(body);
            return ([.. new JsonSource(new ByteWindow(stream, meter), new RecordReader(label, new ReadLimits()), isOnLines: false).Read()], token);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or SourceProblemException)
        {
            throw new LiveSourceException($"{options.BaseAddress.Authority} answered {label} with what is no page of studies; run the same import again later to go on.", error);
        }
    }

    /// <summary>The token of the next page, which stands beside the studies.</summary>
    private static string? ReadToken(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestAnswer });
        var (hasStudies, token) = (false, (string?)null);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isToken, isStudies) = (reader.ValueTextEquals("nextPageToken"u8), reader.ValueTextEquals("studies"u8));
            reader.Read();
            hasStudies |= isStudies && reader.TokenType == JsonTokenType.StartArray;
            if (isToken)
                token = reader.GetString();
            reader.Skip();
        }

        return hasStudies && (token?.Length ?? 0) <= LongestToken ? token : throw new JsonException("There are no studies, or no end of the token.");
    }

    private LiveSourceException Refused(LiveQuery query, HttpStatusCode status) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{options.BaseAddress.Authority} refused {query.Label} with status {(int)status}{(status == HttpStatusCode.BadRequest ? ": check how the query is written" : "")}."));

    private static Place? ReadState(string? state)
    {
        try
        {
            return state is null ? null : JsonSerializer.Deserialize<Place>(state, StateForm);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Where a reading stands.</summary>
    /// <param name="Token">The server's name for the page; null for the first.</param>
    /// <param name="Page">Which page it is, from 1.</param>
    private sealed record Place(string? Token, int Page);
}
