using System.Security.Cryptography;

namespace Equipoise.Conduct.Randomization;

/// <summary>The key that seals the seeds of randomization schemes. It lies in a file that is no part of the data or of any backup of
/// them: who holds only the data cannot derive an unused slot; who holds both can.</summary>
public sealed class SealKey
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[] key;

    private SealKey(byte[] key) => this.key = key;

    /// <summary>A new key's text: 64 hex digits.</summary>
    public static string NewText() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The key that a text holds.</summary>
    /// <exception cref="FormatException">It is not 64 hex digits.</exception>
    public static SealKey Parse(string text)
    {
        var digits = text.Trim();
        return digits.Length == 2 * KeyBytes && digits.All(char.IsAsciiHexDigit)
            ? new SealKey(Convert.FromHexString(digits))
            : throw new FormatException("A seal key is 64 hex digits: make one with 'equipoise randomize new-key'.");
    }

    /// <summary>Encrypts (AES-256-GCM) and binds to what is sealed.</summary>
    /// <param name="secret">What to keep from eyes.</param>
    /// <param name="boundTo">What it belongs to; opening asks for the same.</param>
    internal byte[] Seal(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> boundTo)
    {
        var result = new byte[NonceBytes + secret.Length + TagBytes];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(result.AsSpan(0, NonceBytes), secret, result.AsSpan(NonceBytes, secret.Length), result.AsSpan(NonceBytes + secret.Length), boundTo);
        return result;
    }

    /// <summary>Opens what was sealed; null where this is not its key, or it was altered or belongs to something else.</summary>
    internal byte[]? Open(ReadOnlySpan<byte> closed, ReadOnlySpan<byte> boundTo)
    {
        if (closed.Length <= NonceBytes + TagBytes)
            return null;
        var secret = new byte[closed.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(closed[..NonceBytes], closed[NonceBytes..^TagBytes], closed[^TagBytes..], secret, boundTo);
            return secret;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
