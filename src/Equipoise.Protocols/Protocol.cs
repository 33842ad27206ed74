using Equipoise.Eligibility.Criteria;

namespace Equipoise.Protocols;

/// <summary>What a study has promised to do.</summary>
/// <param name="Study">The study's id.</param>
/// <param name="Criteria">Whom it takes, in the order of the record.</param>
public sealed record Protocol(string Study, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>Which version of the protocol this is; null for a file of criteria alone.</summary>
    public ProtocolVersion? Version { get; init; }

    /// <summary>How the study is conducted; null for a file of criteria alone, by which people can be screened but not treated.</summary>
    public StudyDesign? Design { get; init; }

    /// <summary>Every value of the file with where it comes from, in the order of the file.</summary>
    public IReadOnlyList<ProtocolValue> Values { get; init; } = [];

    /// <summary>Where a value, or all values below a path, come from; null where the file has none there or they differ.</summary>
    /// <param name="path">As in <see cref="ProtocolValue.Path"/>.</param>
    public Origin? OriginOf(string path)
    {
        Origin? found = null;
        foreach (var value in Values)
        {
            if (!value.Path.StartsWith(path, StringComparison.Ordinal) || (value.Path.Length > path.Length && value.Path[path.Length] != '.'))
                continue;
            if (found is not null && found != value.Origin)
                return null;
            found = value.Origin;
        }

        return found;
    }
}
