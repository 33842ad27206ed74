using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Facts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Equipoise.Web.Screening;

/// <summary>Patients in the body of a request. They are read into memory, never onto a disk, and forgotten with the answer.</summary>
internal static class PatientBody
{
    /// <summary>The largest body that is taken: a bundle of one patient is a tenth of it.</summary>
    public const int Largest = 32 * 1024 * 1024;

    /// <summary>The bytes of a body, or that it is too large.</summary>
    public static async Task<(byte[]? Bytes, ScreeningProblem? Problem)> ReadBytesAsync(HttpRequest request, CancellationToken cancellation)
    {
        var tooLarge = ScreeningProblem.TooLarge($"The body is larger than {Largest / 1024 / 1024} MB: send fewer patients at a time, or use the program on the command line.");
        if (request.Headers.ContentEncoding is { Count: > 0 } packed && !packed.All(one => string.Equals(one, "identity", StringComparison.OrdinalIgnoreCase)))
            return (null, new ScreeningProblem(StatusCodes.Status415UnsupportedMediaType, "The body is packed (Content-Encoding), and no packed body is taken: send it as it is."));
        // The server's own limit is lower, and says nothing.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        if (request.ContentLength > Largest)
            return (null, tooLarge);
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (memory.Length + read > Largest)
                return (null, tooLarge);
            memory.Write(buffer, 0, read);
        }

        return (memory.ToArray(), null);
    }

    /// <summary>The patients of a body and the normal ranges that came with them, or why it cannot be read. The body is a document of patients, or
    /// an object with <c>patients</c>, a list of documents, and <c>ranges</c>, a table as CSV.</summary>
    public static async Task<(IReadOnlyList<PatientFacts>? Patients, SiteRanges Ranges, ScreeningProblem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (bytes, problem) = await ReadBytesAsync(request, cancellation);
        if (bytes is null)
            return (null, SiteRanges.None, problem);
        try
        {
            var (patients, ranges) = Envelope(bytes) is { } envelope ? ReadEnvelope(envelope) : (FactReader.Read(bytes), SiteRanges.None);
            return (patients, ranges, null);
        }
        catch (FormatException unread)
        {
            return (null, SiteRanges.None, ScreeningProblem.Wrong(unread.Message));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which JSON allows and no text holds.
            return (null, SiteRanges.None, ScreeningProblem.Wrong("The body holds a text that is none."));
        }
    }

    // An object that is no FHIR resource and has patients; whatever else it is, the reader of patients says.
    private static JsonElement? Envelope(byte[] bytes)
    {
        var start = bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || bytes[start] != (byte)'{' || bytes.AsSpan().IndexOf("\"patients\""u8) < 0)
            return null;
        try
        {
            var root = JsonDocument.Parse(bytes).RootElement;
            return root.TryGetProperty("patients", out _) && !root.TryGetProperty("resourceType", out _) ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (IReadOnlyList<PatientFacts> Patients, SiteRanges Ranges) ReadEnvelope(JsonElement envelope)
    {
        var ranges = SiteRanges.None;
        if (envelope.TryGetProperty("ranges", out var table))
        {
            if (table.ValueKind != JsonValueKind.String)
                throw new FormatException("'ranges' is a text: a table of normal ranges as CSV.");
            ranges = SiteRanges.Read(table.GetString()!);
        }

        var documents = envelope.GetProperty("patients");
        if (documents.ValueKind != JsonValueKind.Array || documents.GetArrayLength() == 0)
            throw new FormatException("'patients' is a list of FHIR bundles, or of tables of facts as texts.");
        var patients = new List<PatientFacts>();
        foreach (var document in documents.EnumerateArray())
            patients.AddRange(FactReader.Read(Encoding.UTF8.GetBytes(document.ValueKind == JsonValueKind.String ? document.GetString()! : document.GetRawText())));
        return (patients, ranges);
    }
}
