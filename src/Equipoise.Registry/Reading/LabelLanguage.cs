using System.Collections.Frozen;

namespace Equipoise.Registry.Reading;

/// <summary>Tells in which language a short label is written, such as the name of an arm, where a word gives it away.</summary>
/// <remarks>Made to say nothing rather than something wrong: most labels of an English record are English, or names.</remarks>
public static class LabelLanguage
{
    private static readonly FrozenDictionary<string, string> ByWord = new (string Language, string Words)[]
    {
        ("fr", "bras groupe témoin témoins contrôle traitement patients-témoins bénéficiant avec sans"),
        ("es", "brazo grupo tratamiento pacientes controles intervención experimentales"),
        ("de", "gruppe kontrollgruppe behandlung patienten probanden studienarm kontrollarm"),
        ("it", "braccio gruppo trattamento pazienti controllo"),
        ("pt", "braço tratamento intervenção"),
        ("nl", "groep behandeling controlegroep patiënten"),
        ("pl", "grupa ramię"),
        ("sv", "grupp behandling"),
    }.SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Language)))
        .GroupBy(entry => entry.word, StringComparer.OrdinalIgnoreCase)
        .Where(entries => entries.Count() == 1)
        .ToFrozenDictionary(entries => entries.Key, entries => entries.Single().Language, StringComparer.OrdinalIgnoreCase);

    /// <summary>The language as an HTML <c>lang</c> value such as <c>fr</c>, or null where nothing says that it is not English.</summary>
    public static string? Of(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var lookup = ByWord.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in label.AsSpan().SplitAny(" :,;()/"))
        {
            if (lookup.TryGetValue(label.AsSpan()[range], out var language))
                return language;
        }

        return null;
    }
}
