using System.Text;
using Equipoise.Registry.Exports;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api.Citations;

/// <summary>A study as an RIS record: the same reference as in a file of search results, so that the two can be merged.</summary>
/// <remarks>Which tags the registry's own records have is published nowhere; the choice is ours.</remarks>
public static class StudyCitation
{
    /// <summary>Writes the record.</summary>
    /// <param name="record">The study's record.</param>
    /// <param name="tags">The tags to give; null for all. The first and the last line always stand.</param>
    /// <exception cref="ApiRefusalException">There is no such tag.</exception>
    public static string Write(StudyRecord record, IReadOnlyList<string>? tags)
    {
        if (tags?.FirstOrDefault(tag => !StudyRis.Tags.Contains(tag, StringComparer.Ordinal)) is { } unknown)
            throw new ApiRefusalException($"Parameter 'fields' contains invalid RIS tag: '{ApiRefusalException.Shown(unknown)}'");
        var text = new StringBuilder();
        StudyRis.Append(text, record, tags is { Count: > 0 } ? tags : null);
        return text.ToString();
    }
}
