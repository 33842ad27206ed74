using Equipoise.Protocols.Reading;

namespace Equipoise.Protocols;

/// <summary>The protocols that travel with the program.</summary>
public static class ShippedProtocols
{
    private const string Folder = "protocol/";

    /// <summary>All of them, in the order of their files' names.</summary>
    public static IReadOnlyList<Protocol> All { get; } =
    [
        .. typeof(ShippedProtocols).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Load),
    ];

    /// <summary>The protocol of a study; null where there is none.</summary>
    public static Protocol? Find(string study) => All.FirstOrDefault(protocol => string.Equals(protocol.Study, study, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a shipped protocol's file; null where there is none of that study.</summary>
    public static string? TextOf(string study) => typeof(ShippedProtocols).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .Select(Text)
        .FirstOrDefault(text => string.Equals(ProtocolReader.Read(text).Study, study, StringComparison.OrdinalIgnoreCase));

    private static Protocol Load(string resource) => ProtocolReader.Read(Text(resource));

    private static string Text(string resource)
    {
        using var stream = typeof(ShippedProtocols).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return System.Text.Encoding.UTF8.GetString(bytes);
    }
}
