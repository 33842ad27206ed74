using System.Text;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;

namespace Equipoise.Analysis.Simulation;

/// <summary>The scenarios that travel with the program, each beside its protocol.</summary>
public static class ShippedScenarios
{
    private const string Folder = "scenario/";
    private const string File = "scenario.yaml";

    /// <summary>The scenario of a study; null where none is shipped.</summary>
    /// <param name="study">The study's id.</param>
    public static NamedScenario? Find(string study)
    {
        ArgumentNullException.ThrowIfNull(study);
        foreach (var resource in typeof(ShippedScenarios).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            // A scenario belongs to the protocol that lies in the same folder.
            var protocol = $"protocol/{resource[Folder.Length..^File.Length]}protocol.yaml";
            if (Text(typeof(ShippedProtocols), protocol) is { } yaml && string.Equals(ProtocolReader.Read(yaml).Study, study, StringComparison.OrdinalIgnoreCase))
                return ScenarioReader.Read(Text(typeof(ShippedScenarios), resource)!);
        }

        return null;
    }

    private static string? Text(Type room, string resource)
    {
        using var stream = room.Assembly.GetManifestResourceStream(resource);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
