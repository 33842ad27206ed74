using System.Net;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct.People;

/// <summary>The link by which an invited person chooses a password.</summary>
internal static class InvitationLink
{
    /// <summary>The whole link, or only its path where it is not known under which address people reach the site.</summary>
    public static string Of(HttpContext context, ConductRoom room, string secret)
    {
        var path = $"/conduct/welcome/{secret}";
        if (room.PublicAddress is { } configured)
            return $"{configured.ToString().TrimEnd('/')}{path}";
        return IsHere(context) ? $"{context.Request.Scheme}://{context.Request.Host}{path}" : path;
    }

    // Whoever sends a request chooses the host it names: a link made of that could lead to another's site.
    private static bool IsHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)));
}
