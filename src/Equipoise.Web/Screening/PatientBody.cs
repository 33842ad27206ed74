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

    /// <summary>The patients of a body, or why it cannot be read.</summary>
    public static async Task<(IReadOnlyList<PatientFacts>? Patients, ScreeningProblem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (bytes, problem) = await ReadBytesAsync(request, cancellation);
        if (bytes is null)
            return (null, problem);
        try
        {
            return (FactReader.Read(bytes), null);
        }
        catch (FormatException unread)
        {
            return (null, ScreeningProblem.Wrong(unread.Message));
        }
    }
}
