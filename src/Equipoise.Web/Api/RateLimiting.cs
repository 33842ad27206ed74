using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Api;

/// <summary>Answers requests to the public API beyond what one address may make with 429, saying when to come again.</summary>
/// <remarks>Addresses are those of the connection: behind a proxy, limit there. Of an IPv6 address the first 64 bits count, which one
/// customer has.</remarks>
internal sealed class RateLimiting(RequestDelegate next, RateLimit limit) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(
            NetworkOf(context.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit.Requests, Window = limit.Period, QueueLimit = 0 }));

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments("/api/v2", StringComparison.Ordinal) && !path.StartsWithSegments("/api/int", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        using var lease = limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        await ApiAnswer.WriteTextAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            string.Create(CultureInfo.InvariantCulture, $"Too many requests: this site answers {limit} to one address; come again in {wait} s"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => limiter.DisposeAsync();

    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
