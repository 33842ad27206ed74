using System.Collections.Frozen;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Records;

/// <summary>The words that people read for the registry's enum values.</summary>
public static class EnumLabels
{
    private static readonly FrozenDictionary<(string Type, string Value), string> Labels = RecordSchema.Enums
        .SelectMany(type => type.Value, (type, value) => (Key: (type.Key, value.Value), value.Label))
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Label);

    /// <summary>The label of a value of an enum type of the API, such as <c>PHASE3</c> of <c>Phase</c>; a value that the
    /// schema does not know is shown as it stands.</summary>
    public static string Of(string type, string value) => Labels.GetValueOrDefault((type, value), value);
}
