using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api;

/// <summary>Study ids as requests write them.</summary>
public static class StudyIdText
{
    /// <summary>Reads an id.</summary>
    /// <exception cref="ApiRefusalException">It is none.</exception>
    public static StudyId Read(string parameter, string text) =>
        text.Length is > 0 and <= 40 && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]) && StudyId.TryParse(text, out var id)
            ? id
            : throw new ApiRefusalException($"Parameter '{parameter}' has incorrect format: '{ApiRefusalException.Shown(text)}'");
}
