using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct.Accounts;

/// <summary>What a request is doing to an account, as the trail names it.</summary>
internal static class CurrentAct
{
    private static readonly object Key = new();

    public static void Name(HttpContext context, string action) => context.Items[Key] = action;

    /// <summary>The act named, or <c>account.update</c> where none was.</summary>
    public static string Of(HttpContext? context) => context?.Items[Key] as string ?? "account.update";

    /// <summary>Where a request came from, for the trail.</summary>
    public static string ClientAddress(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
