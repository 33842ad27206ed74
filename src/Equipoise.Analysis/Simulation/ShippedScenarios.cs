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
    public static NamedScenario? Find(string study) => BesideProtocolOf(study, Folder, File) is { } yaml ? ScenarioReader.Read(yaml) : null;

    /// <summary>The text of a file that lies in the folder of a study's protocol; null where there is none.</summary>
    internal static string? BesideProtocolOf(string study, string folder, string file)
    {
        ArgumentNullException.ThrowIfNull(study);
        foreach (var resource in typeof(ShippedScenarios).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            var protocol = $"protocol/{resource[folder.Length..^file.Length]}protocol.yaml";
            if (Text(typeof(ShippedProtocols), protocol) is { } yaml && string.Equals(ProtocolReader.Read(yaml).Study, study, StringComparison.OrdinalIgnoreCase))
                return Text(typeof(ShippedScenarios), resource);
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
