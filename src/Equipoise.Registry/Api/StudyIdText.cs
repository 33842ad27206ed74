using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api;

/// <summary>Study ids as requests write them.</summary>
public static class StudyIdText
{
    /// <summary>Reads an id.</summary>
    /// <exception cref="ApiRefusalException">It is none.</exception>
    public static StudyId Read(string parameter, string text) =>
        Find(text) ?? throw ApiRefusalException.IncorrectFormat(parameter);

    /// <summary>Reads a list of ids.</summary>
    /// <exception cref="ApiRefusalException">One of them is none.</exception>
    public static IReadOnlyList<StudyId> ReadAll(string parameter, IReadOnlyList<string> texts) =>
        [.. texts.Select((text, at) => Find(text) ?? throw ApiRefusalException.IncorrectItem(parameter, at + 1))];

    private static StudyId? Find(string text) =>
        text.Length is > 0 and <= 40 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && StudyId.TryParse(text, out var id) ? id : null;
}
