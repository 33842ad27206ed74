using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Registry;

/// <summary>Draws questions from records, so that every one has hits; as many of each class.</summary>
internal sealed class RegistryQuestions(IReadOnlyList<StudyRecord> records, Random random)
{
    private static readonly string[] Broad = ["cancer", "disease", "treatment", "safety", "patients", "diabetes", "surgery", "children", "quality of life", "pain"];
    private static readonly int[] Radii = [25, 50, 100, 200];
    private static readonly string[] Status = ["RECRUITING", "COMPLETED", "TERMINATED", "NOT_YET_RECRUITING"];

    public IReadOnlyList<RegistryQuestion> Make(int count)
    {
        var kinds = new Func<RegistryQuestion?>[] { Term, Phrase, Boolean, Area, Range, Distance, BroadWord, ByDate, Deep };
        var questions = new List<RegistryQuestion>();
        while (questions.Count < count)
        {
            if (kinds[questions.Count % kinds.Length]() is { } question)
                questions.Add(question);
        }

        return questions;
    }

    private RegistryQuestion? Term() => Word() is { } word ? new("term", word) : null;

    private RegistryQuestion? Phrase()
    {
        var words = Words.Tokens(random.Next(2) == 0 ? One().Title : One().Summary ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var length = 2 + random.Next(2);
        if (words.Length < length)
            return null;
        var start = random.Next(words.Length - length + 1);
        var phrase = words[start..(start + length)];
        return phrase.Count(IsContent) >= 2 ? new("phrase", $"\"{string.Join(' ', phrase)}\"") : null;
    }

    private RegistryQuestion? Boolean() => (Word(), Word(), Word()) is ({ } one, { } two, { } three)
        ? new("boolean", random.Next(2) == 0 ? $"{one} AND ({two} OR {three})" : $"({one} OR {two}) AND NOT {three}")
        : null;

    private RegistryQuestion? Area() => One() is var record && record.Conditions.Count > 0 && record.Interventions.Count > 0
        ? new("area", $"AREA[ConditionSearch]\"{Clean(record.Conditions[0])}\" AND AREA[InterventionSearch]{Clean(record.Interventions[0].Split(' ')[^1])}")
        : null;

    private RegistryQuestion? Range() => (Word(), One().Start) is ({ } word, { } start)
        ? new("range", string.Create(CultureInfo.InvariantCulture, $"{word} AND AREA[StartDate]RANGE[{start.Year - 1}-01-01,{start.Year + 1}-12-31] AND AREA[OverallStatus]{Status[random.Next(Status.Length)]}"))
        : null;

    private RegistryQuestion? Distance() => (Word(), One().Sites.FirstOrDefault(site => site.Point is not null)) is ({ } word, { Point: { } point })
        ? new("distance", string.Create(CultureInfo.InvariantCulture, $"{word} AND AREA[LocationGeoPoint]DISTANCE[{point.Latitude},{point.Longitude},{Radii[random.Next(Radii.Length)]}mi]"))
        : null;

    private RegistryQuestion? BroadWord() => new("broad", Broad[random.Next(Broad.Length)]);

    private RegistryQuestion? ByDate() => Word() is { } word ? new("by date", word, ByDate: true) : null;

    private RegistryQuestion? Deep() => new("deep page", Broad[random.Next(Broad.Length)], Deep: true);

    private string? Word() => Words.Tokens($"{One().Title} {string.Join(' ', One().Conditions)}").Split(' ').Where(IsContent).ToList() is { Count: > 0 } words ? words[random.Next(words.Count)] : null;

    private StudyRecord One() => records[random.Next(records.Count)];

    private static string Clean(string text) => Words.Tokens(text) is { Length: > 0 } words ? words : "study";

    private static bool IsContent(string word) => word.Length > 3 && word.All(char.IsAsciiLetter) && word is not ("with" or "from" or "that" or "this" or "were" or "have" or "missing" or "range" or "area");
}
