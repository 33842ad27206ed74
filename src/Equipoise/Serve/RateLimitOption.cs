using System.CommandLine;
using Equipoise.Web.Api;

namespace Equipoise.Serve;

/// <summary><c>--rate-limit 50/minute</c>: how many requests to the public API one address may make.</summary>
internal static class RateLimitOption
{
    /// <summary>The option; not given, nothing is limited.</summary>
    public static Option<RateLimit?> Instance { get; } = new("--rate-limit")
    {
        Description = "How many requests to /api/v2 one address may make, such as 50/minute or 10/second [default: any number]",
        HelpName = "N/PERIOD",
        CustomParser = result =>
        {
            if (RateLimit.TryParse(result.Tokens[0].Value, out var limit))
                return limit;
            result.AddError($"--rate-limit '{result.Tokens[0].Value}' is no limit: write a number and a second, minute, hour or day, such as 50/minute.");
            return null;
        },
    };
}
