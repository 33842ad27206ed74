using System.Security.Cryptography;
using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Storage;

namespace Equipoise.Auditing;

/// <summary>Anchors in a file: one JSON document with a list of them.</summary>
internal static class AnchorFile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Write(IEnumerable<Anchor> anchors) => JsonSerializer.Serialize(
        new
        {
            format = "equipoise anchor 1",
            anchors = anchors.Select(anchor => new { trail = anchor.Trail, number = anchor.Number, hash = anchor.Hash, at = anchor.At, key = anchor.Key, signature = anchor.Signature }),
        },
        Indented);

    /// <summary>Reads anchors.</summary>
    /// <exception cref="StorageException">The file holds none.</exception>
    public static async Task<IReadOnlyList<Anchor>> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(path);
            var read = await JsonSerializer.DeserializeAsync<AnchorDocument>(file, JsonSerializerOptions.Web, cancellation);
            if (read?.Anchors is { Count: > 0 } anchors && anchors.All(anchor => anchor is { Trail: not null, Hash: not null, At: not null, Key: not null, Signature: not null }))
                return anchors;
        }
        catch (JsonException)
        {
            // Said below, as for a file of other JSON.
        }

        throw new StorageException($"{path} holds no anchors: make them with 'equipoise audit anchor'.");
    }

    /// <summary>Reads a key in PEM.</summary>
    /// <exception cref="StorageException">The file holds none.</exception>
    public static async Task<ECDsa> KeyAsync(string path, CancellationToken cancellation)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(await File.ReadAllTextAsync(path, cancellation));
            return key;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new StorageException($"{path} holds no P-256 key in PEM: make one with 'openssl ecparam -name prime256v1 -genkey -noout'.", failure);
        }
    }

    private sealed record AnchorDocument(IReadOnlyList<Anchor>? Anchors);
}
