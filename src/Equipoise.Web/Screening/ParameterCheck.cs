using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Screening;

/// <summary>Refuses parameters that <see cref="EligibilityApi"/> does not take: judged on another day than was meant, a patient may be judged wrongly.</summary>
internal sealed class ParameterCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TakenParameters>() is { } taken && Refusal(context.Request.Query, taken.Names) is { } sentence
            ? ScreeningProblem.Wrong(sentence).WriteAsync(context)
            : next(context);

    private static string? Refusal(IQueryCollection query, IReadOnlyList<string> names)
    {
        foreach (var (name, values) in query)
        {
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return $"This address does not take the parameter '{(name.Length > 40 ? name[..40] + "…" : name)}': it takes {string.Join(", ", names.Select(known => $"'{known}'"))}.";
            if (values.Count > 1)
                return $"'{name}' is given {values.Count} times: give it once.";
            if (string.IsNullOrEmpty(values))
                return $"'{name}' is empty: give a value, or leave it out.";
        }

        return null;
    }
}
