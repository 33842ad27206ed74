using Equipoise.Web.Conduct.Frame;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Equipoise.Web.Conduct.SignIn;

/// <summary>Keeps what somebody typed while their session ended, encrypted and for half an hour, in the page that asks them to sign in again.</summary>
internal sealed class CarriedForms(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> cookies)
{
    private const int Longest = 256 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("carried form").ToTimeLimitedDataProtector();
    private readonly IDataProtector owners = protection.CreateProtector("form owner");

    /// <summary>The mark by which a form is known to be an account's when it is sent without a session.</summary>
    /// <param name="accountId">The account to whom the page with the form is shown.</param>
    public string OwnerMark(string accountId) => owners.Protect(accountId);

    /// <summary>Seals the form of a request; null where it is none, too long, or nobody's.</summary>
    public async Task<string?> TakeAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > Longest)
            return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // Somebody else's page cannot leave a form here: the ended session's cookie, or, where the browser has dropped that, the page's own mark name its owner,
        // and nobody else gets it back.
        if (form.Files.Count > 0 || (Owner(context) ?? OwnerOf(form)) is not { } owner)
            return null;
        var fields = form.Where(field => field.Key is not (FormToken.FieldName or FormToken.OwnerField) && !field.Key.Contains("password", StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));
        return seal.Protect(JsonSerializer.Serialize(new CarriedForm(owner, $"{context.Request.Path}{context.Request.QueryString}", [.. fields])), Life);
    }

    /// <summary>Opens a sealed form for its owner; null for anybody else, or when it is too old.</summary>
    public CarriedForm? Open(string? text, string accountId)
    {
        try
        {
            return string.IsNullOrEmpty(text) || JsonSerializer.Deserialize<CarriedForm>(seal.Unprotect(text)) is not { } form || !string.Equals(form.Owner, accountId, StringComparison.Ordinal)
                ? null
                : form;
        }
        catch (Exception damage) when (damage is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private string? OwnerOf(IFormCollection form)
    {
        try
        {
            return form[FormToken.OwnerField].ToString() is { Length: > 0 } mark ? owners.Unprotect(mark) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string? Owner(HttpContext context)
    {
        var options = cookies.Get(IdentityConstants.ApplicationScheme);
        var ticket = options.CookieManager.GetRequestCookie(context, options.Cookie.Name!) is { } cookie ? options.TicketDataFormat.Unprotect(cookie) : null;
        return ticket?.Principal.FindFirst(ClaimTypes.NameIdentifier)?.Value;
    }
}
