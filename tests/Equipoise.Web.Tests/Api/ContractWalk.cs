using System.Net;
using System.Text.Json;

namespace Equipoise.Web.Tests.Api;

/// <summary>Walks a description of the API and asks the running site for all of it: every path, parameter, example, default and
/// listed value has to be answered as described, everything outside of it refused.</summary>
internal static class ContractWalk
{
    /// <summary>Walks.</summary>
    /// <param name="site">The site.</param>
    /// <param name="document">The description.</param>
    /// <param name="study">A study that the site has.</param>
    /// <returns>How many requests were made.</returns>
    public static async Task<int> GoAsync(SiteUnderTest site, OpenApiDocument document, string study)
    {
        var schema = new OpenApiSchema(document);
        var requests = 0;
        foreach (var (path, parameters, answer) in document.Paths)
        {
            var address = path.Replace("{nctId}", study);
            await AnswersAsync(address);
            foreach (var parameter in parameters)
            {
                if (!parameter.IsInQuery)
                {
                    await RefusesAsync(path.Replace($"{{{parameter.Name}}}", "x1"), "incorrect format");
                    continue;
                }

                foreach (var value in parameter.Examples.Concat(parameter.Values).Concat(parameter.Default is { } usual ? [usual] : []))
                    await AnswersAsync($"{address}?{parameter.Name}={Uri.EscapeDataString(value)}");
                if (parameter.Values.Count > 0 || parameter.Pattern is not null || parameter.Type is "boolean" or "integer")
                    await RefusesAsync($"{address}?{parameter.Name}=%23%23", parameter.Pattern is null || parameter.Name == "fields" ? "##" : $"arameter `{parameter.Name}` has incorrect format");
            }

            await RefusesAsync($"{address}?unheardOf=1", "`unheardOf` is unknown parameter");
            await RefusesAsync($"{address}?foo.bar=1", "Invalid prefix in parameter name: foo.bar");

            async Task AnswersAsync(string request)
            {
                requests++;
                using var response = await site.Client.GetAsync($"/api/v2{request}", TestContext.Current.CancellationToken);
                var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{request}: {body[..Math.Min(300, body.Length)]}");
                if (response.Content.Headers.ContentType!.MediaType != "application/json" || answer is null)
                    return;
                using var json = JsonDocument.Parse(body);
                schema.WhatIsWrong(json.RootElement, answer).ShouldBeNull(request);
            }
        }

        return requests;

        async Task RefusesAsync(string request, string words)
        {
            requests++;
            using var response = await site.Client.GetAsync($"/api/v2{request}", TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.NotFound]);
            response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=UTF-8", request);
            (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(words, Case.Sensitive, request);
        }
    }
}
