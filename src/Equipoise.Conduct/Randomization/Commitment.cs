using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Conduct.Randomization;

/// <summary>What is published of a seed before its first use: a hash that only this seed with this scheme has.</summary>
public static class Commitment
{
    /// <summary>SHA-256 over the seed, the scheme's definition, and its study and number, in lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> seed, string definition, string study, long number) =>
        Convert.ToHexStringLower(SHA256.HashData([.. seed, .. Encoding.UTF8.GetBytes(definition), .. Name(study, number)]));

    internal static byte[] Name(string study, long number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{study}\n{number}"));
}
