using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Conduct.Audit;

/// <summary>Where a trail ended at some moment, signed with a key that is kept outside the data: who holds only the database
/// can rewrite no entry up to there without its being seen.</summary>
/// <param name="Trail">The trail.</param>
/// <param name="Number">The number of its last entry then.</param>
/// <param name="Hash">That entry's hash.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Key">The public key, as the Base64 of its SubjectPublicKeyInfo.</param>
/// <param name="Signature">ECDSA over P-256 with SHA-256 of <c>equipoise anchor 1</c>, trail, number, hash and time, a line each; Base64.</param>
public sealed record Anchor(string Trail, long Number, string Hash, string At, string Key, string Signature)
{
    /// <summary>The SHA-256 of the public key, in lower-case hex: what to compare with the key one knows.</summary>
    public string KeyFingerprint => Convert.ToHexStringLower(SHA256.HashData(Bytes(Key)));

    /// <summary>Signs the head of a trail.</summary>
    public static Anchor Sign(TrailHead head, DateTimeOffset at, ECDsa key)
    {
        var moment = at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var unsigned = new Anchor(head.Trail, head.Number, head.Hash, moment, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), "");
        return unsigned with { Signature = Convert.ToBase64String(key.SignData(unsigned.Signed(), HashAlgorithmName.SHA256)) };
    }

    /// <summary>Whether the signature is that of <see cref="Key"/>, or of another key that is given.</summary>
    /// <param name="trusted">The public key the asker trusts; null to take the anchor's own.</param>
    public bool IsGenuine(ECDsa? trusted = null)
    {
        try
        {
            using var own = ECDsa.Create();
            own.ImportSubjectPublicKeyInfo(Bytes(Key), out _);
            return (trusted ?? own).VerifyData(Signed(), Bytes(Signature), HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : [];
    }

    private byte[] Signed() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"equipoise anchor 1\n{Trail}\n{Number}\n{Hash}\n{At}\n"));
}
