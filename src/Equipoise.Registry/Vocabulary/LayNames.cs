using System.Collections.Frozen;
using System.Globalization;

namespace Equipoise.Registry.Vocabulary;

/// <summary>What medicine calls the things that patients have their own words for: throat cancer, a heart attack, brittle bones.</summary>
/// <remarks>From <c>lay-names.tsv</c>: a lay name and the names that records use, between tabs; <c>gastric *</c> stands for
/// <c>gastric cancer</c> and <c>gastric neoplasms</c>. A lay name is wider than each of its names, so it leads to them and they do
/// not lead back.</remarks>
public static class LayNames
{
    private const string Cancer = " cancer";

    // How people say "throat cancer": the site takes the place of the number.
    private static readonly string[] Wordings = ["{0} cancer", "{0} cancers", "{0} tumor", "{0} tumors", "{0} tumour", "{0} tumours", "cancer of the {0}", "cancer of {0}"];

    private static readonly FrozenDictionary<string, string[]> Names = Load();

    /// <summary>The names that records use for a lay name, in any case; none where it is none.</summary>
    public static IReadOnlyList<string> OthersOf(string name) => Names.GetValueOrDefault(name, []);

    private static FrozenDictionary<string, string[]> Load()
    {
        using var stream = typeof(LayNames).Assembly.GetManifestResourceStream("vocabulary/lay-names.tsv")!;
        using var text = new StreamReader(stream);
        var names = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        while (text.ReadLine() is { } line)
        {
            if (line.Split('\t') is not [var lay, .. var medical])
                continue;
            string[] wordings = lay.EndsWith(Cancer, StringComparison.Ordinal)
                ? [.. Wordings.Select(wording => string.Format(CultureInfo.InvariantCulture, wording, lay[..^Cancer.Length]))]
                : [lay];
            var others = medical.SelectMany(Written).ToArray();
            foreach (var wording in wordings)
                names.Add(wording, [.. others.Where(other => !string.Equals(other, wording, StringComparison.Ordinal))]);
        }

        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Written(string name) =>
        name.EndsWith(" *", StringComparison.Ordinal) ? [name[..^2] + Cancer, name[..^2] + " neoplasms"] : [name];
}
