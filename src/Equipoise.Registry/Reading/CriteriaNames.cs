using System.Globalization;

namespace Equipoise.Registry.Reading;

/// <summary>Gives each criterion of a text a name that no other has.</summary>
internal sealed class CriteriaNames
{
    private readonly Dictionary<string, int> used = new(StringComparer.Ordinal);
    private readonly Dictionary<CriteriaKind, int> counts = [];

    /// <summary>The name of the next criterion of a kind.</summary>
    public string Next(CriteriaKind kind)
    {
        var count = counts[kind] = counts.GetValueOrDefault(kind) + 1;
        var word = kind switch { CriteriaKind.Inclusion => "inclusion", CriteriaKind.Exclusion => "exclusion", _ => "criterion" };
        return string.Create(CultureInfo.InvariantCulture, $"{word}-{count}");
    }

    /// <summary>The name of a part of a criterion.</summary>
    public string Below(string anchor, string marker, int place)
    {
        var own = marker is "•" ? place.ToString(CultureInfo.InvariantCulture) : marker;
        var name = $"{anchor}-{own}";
        var times = used[name] = used.GetValueOrDefault(name) + 1;
        return times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}.{times}");
    }
}
