using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Conduct.Access;

/// <summary>Secrets that are shown once and kept as a hash: invitations and API tokens.</summary>
/// <remarks>256 random bits need no slow hash: there is nothing to guess.</remarks>
public static class Secret
{
    /// <summary>A new one of 43 characters, safe in an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it: SHA-256 in hexadecimal.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
