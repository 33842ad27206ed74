using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Equipoise.Web.Conduct.Accounts;

/// <summary>Seals the keys of second factors, so that the database alone does not hold them.</summary>
internal sealed class SealedKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector seal = protection.CreateProtector("second factor");

    public string Seal(string key) => seal.Protect(key);

    /// <summary>The key, or null where the folder of keys is not the one it was sealed with.</summary>
    public string? Open(string? text)
    {
        try
        {
            return text is null ? null : seal.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
