using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Equipoise.Web.Screening;

/// <summary>What a person sent with a form. It stays in memory: no part of it is written to a disk, however large.</summary>
internal static class ScreeningForm
{
    /// <summary>The fields and files, or why they cannot be read.</summary>
    public static async Task<(IFormCollection? Form, ScreeningProblem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return (null, ScreeningProblem.Wrong("This address takes a filled-in form: open its page and send the form there."));
        var tooLarge = ScreeningProblem.TooLarge($"What was sent is larger than {PatientBody.Largest / 1024 / 1024} MB: use the program on the command line.");
        if (request.ContentLength > PatientBody.Largest)
            return (null, tooLarge);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = PatientBody.Largest;
        var form = new FormFeature(request, new FormOptions
        {
            MemoryBufferThreshold = PatientBody.Largest,
            MultipartBodyLengthLimit = PatientBody.Largest,
            ValueLengthLimit = PatientBody.Largest,
            BufferBodyLengthLimit = PatientBody.Largest,
            ValueCountLimit = 8192,
        });
        try
        {
            return (await form.ReadFormAsync(cancellation), null);
        }
        catch (BadHttpRequestException failure)
        {
            return (null, failure.StatusCode == StatusCodes.Status413PayloadTooLarge ? tooLarge : ScreeningProblem.Wrong("The form that was sent cannot be read: send it again."));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return (null, ScreeningProblem.Wrong("The form that was sent cannot be read: send it again."));
        }
    }

    /// <summary>What was filled in, by the names of the fields.</summary>
    public static IReadOnlyDictionary<string, string> Filled(IFormCollection form) =>
        form.Where(field => field.Value.Count > 0).ToDictionary(field => field.Key, field => field.Value[0] ?? "", StringComparer.Ordinal);

    /// <summary>A file's own name: some senders give the folders as well.</summary>
    public static string NameOf(string file) => file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
}
