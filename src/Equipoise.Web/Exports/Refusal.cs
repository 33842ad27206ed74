using Equipoise.Web.Finder;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Exports;

/// <summary>What a file does with a search that cannot be read whole.</summary>
internal static class Refusal
{
    /// <summary>Refuses a search of which a part could not be used: the page says so and shows the rest, but a file cannot,
    /// and would be taken for what was asked.</summary>
    public static async Task<bool> RefusedAsync(this SearchInput input, HttpResponse response)
    {
        if (input.Problems.Count == 0)
            return false;
        await RefuseAsync(response, input.Problems);
        return true;
    }

    /// <summary>Answers with what is wrong, a sentence a line.</summary>
    public static Task RefuseAsync(HttpResponse response, params IEnumerable<string> sentences)
    {
        response.StatusCode = StatusCodes.Status400BadRequest;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(string.Join('\n', sentences) + "\n");
    }
}
