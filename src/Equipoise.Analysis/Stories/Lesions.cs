using System.Globalization;

namespace Equipoise.Analysis.Stories;

/// <summary>One person's lesions, from baseline on.</summary>
internal sealed class Lesions
{
    // Of a response as deep as this nothing is left to be seen.
    private const double Gone = 0.08;
    private const double SmallestMeasured = 5;
    private readonly TumorStory story;
    private readonly List<(string Name, string Organ, double Diameter)> targets = [];
    private readonly List<(string Name, string Organ)> others = [];
    private double smallest = 1;

    public Lesions(TumorStory story, PersonDraws draws)
    {
        this.story = story;
        var count = int.Parse(draws.Choose(story.Targets, "targets"), CultureInfo.InvariantCulture);
        for (var i = 0; i < count; i++)
            targets.Add(($"T{i + 1}", Organ(draws, i), Math.Round(draws.Between(story.Diameter.From, story.Diameter.To, "diameter", i))));
        count = int.Parse(draws.Choose(story.Others, "other lesions"), CultureInfo.InvariantCulture);
        for (var i = 0; i < count; i++)
            others.Add(($"N{i + 1}", Organ(draws, targets.Count + i)));
    }

    /// <summary>What an imaging shows, an entry for each lesion.</summary>
    /// <param name="draws">The person's random numbers.</param>
    /// <param name="day">The day.</param>
    /// <param name="part">The sum of diameters as a part of the baseline, as long as nothing has progressed.</param>
    /// <param name="isProgression">Whether this imaging is the first to show progression.</param>
    /// <param name="count">Which imaging, 0 at baseline.</param>
    public IEnumerable<IReadOnlyDictionary<string, string?>> At(PersonDraws draws, DateOnly day, double part, bool isProgression, int count)
    {
        var isByNew = isProgression && draws.Happens(story.NewLesion, "by a new lesion");
        smallest = Math.Min(smallest, part);
        // A fifth and 5 mm above the smallest sum is progression (RECIST 1.1, 4.3.1).
        var sum = targets.Sum(target => target.Diameter);
        var shown = isProgression && !isByNew ? (smallest * 1.27) + (8 / sum) : part;
        foreach (var (name, organ, diameter) in targets)
        {
            var now = Math.Round(diameter * shown);
            var isGone = shown < Gone;
            yield return Entry(draws, day, count, name, "target", organ, isGone ? "absent" : "measured", isGone ? null : Math.Max(SmallestMeasured, now));
        }

        foreach (var (name, organ) in others)
            yield return Entry(draws, day, count, name, "non-target", organ, shown < Gone ? "absent" : "present", null);
        if (isByNew)
            yield return Entry(draws, day, count, "X1", "new", Organ(draws, 99), "present", null);
    }

    private string Organ(PersonDraws draws, int number) => story.Organs[(int)(draws.Uniform("organ", number) * story.Organs.Count)];

    private IReadOnlyDictionary<string, string?> Entry(PersonDraws draws, DateOnly day, int count, string name, string role, string organ, string state, double? diameter)
    {
        var known = MadeUpPerson.KnownOn(day);
        (known["LESION"], known["ROLE"], known["ORGAN"], known["STATE"]) = (name, role, organ, state);
        known["NODAL"] = story.Nodes.Contains(organ, StringComparer.Ordinal) ? "Y" : "N";
        if (diameter is { } millimeters)
            known["DIAMETER"] = millimeters.ToString(CultureInfo.InvariantCulture);
        return AnswerRule.Fill(story.Form, story.Answers, new Scene(draws, day, count, known));
    }
}
