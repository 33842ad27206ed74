using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes who may take part, in a text that agrees with the structured age and sex.</summary>
internal static class Eligibility
{
    public static JsonObject Module(StudyPlan plan, Words words, Draw draw) => Part.Of(
        ("eligibilityCriteria", Text(plan, words, draw)),
        ("healthyVolunteers", plan.InHealthy || plan.Main.Purpose is "PREVENTION" or "SCREENING"),
        ("sex", plan.People.Sex),
        ("minimumAge", plan.People.Minimum),
        ("maximumAge", plan.People.Maximum),
        ("stdAges", Part.Texts(plan.People.AgeGroups)),
        ("studyPopulation", plan.Kind is "OBSERVATIONAL" ? $"{plan.Asked} who are seen at one of the sites." : null),
        ("samplingMethod", plan.Kind is "OBSERVATIONAL" ? draw.Pick(["PROBABILITY_SAMPLE", "NON_PROBABILITY_SAMPLE"]) : null));

    private static string Text(StudyPlan plan, Words words, Draw draw)
    {
        var include = new List<string> { Age(plan.People, draw) };
        if (plan.People.Sex is not "ALL" && !plan.People.Label.Contains("Pregnant", StringComparison.Ordinal))
            include.Add(plan.People.Sex is "FEMALE" ? "Female sex at birth" : "Male sex at birth");
        include.AddRange(plan.InHealthy ? words.Phrases("healthy-in") : plan.Area.Include);
        include.AddRange(draw.Some(words.Phrases("include"), draw.Between(0, 2)));
        include.Add(plan.People.AgeGroups.First() is "CHILD" ? "Written consent of a parent or guardian, or of the participant where of age" : "Written informed consent");
        var exclude = new List<string>(plan.InHealthy ? words.Phrases("healthy-out") : plan.Area.Exclude);
        if (plan.People.MayBePregnant && plan.IsInterventional)
            exclude.Add("Pregnant or breastfeeding");
        exclude.AddRange(draw.Some(words.Phrases("exclude"), draw.Between(1, 5)));
        var numbered = draw.Chance(55);
        return $"Inclusion Criteria:\n\n{List(include, numbered)}\n\nExclusion Criteria:\n\n{List(exclude, numbered)}";
    }

    private static string Age(People people, Draw draw)
    {
        var unit = people.InMonths ? "months" : "years";
        return (people.Least, people.Most) switch
        {
            ({ } least, { } most) => draw.Pick([$"Aged {least} to {most} {unit}", $"Age ≥ {least} {unit} and ≤ {most} {unit}", $"Between {least} and {most} {unit} old"]),
            ({ } least, null) => draw.Pick([$"Aged {least} {unit} or older", $"Age ≥ {least} {unit}"]),
            _ => "Any age",
        };
    }

    private static string List(IReadOnlyList<string> criteria, bool numbered)
    {
        var text = new StringBuilder();
        for (var at = 0; at < criteria.Count; at++)
        {
            var parts = criteria[at].Split("; ");
            var isNested = parts[0][^1] is ':' or ',' && parts.Length > 1;
            text.Append(at > 0 ? "\n" : "").Append(numbered ? string.Create(CultureInfo.InvariantCulture, $"{at + 1}. ") : "* ").Append(isNested ? parts[0] : criteria[at]);
            for (var under = 1; isNested && under < parts.Length; under++)
                text.Append("\n   ").Append(numbered ? string.Create(CultureInfo.InvariantCulture, $"{under}. ") : "* ").Append(parts[under]);
        }

        return text.ToString();
    }
}
