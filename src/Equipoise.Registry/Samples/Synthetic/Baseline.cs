using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes who took part, counted from invented participants, so that all rows agree.</summary>
internal sealed class Baseline
{
    private static readonly string[] AgeGroups = ["<=18 years", "Between 18 and 65 years", ">=65 years"];

    private readonly StudyPlan plan;
    private readonly List<List<Participant>> arms;

    public Baseline(StudyPlan plan, Draw draw)
    {
        this.plan = plan;
        var countries = plan.Sites.Select(site => site.City.Country).Distinct(StringComparer.Ordinal).Take(6).ToList();
        arms = [.. plan.ArmSizes.Select(size => Enumerable.Range(0, size).Select(_ => One(plan.People, countries, draw)).ToList())];
        arms.Add([.. arms.SelectMany(arm => arm)]);
    }

    public JsonObject Module() => Part.Of(
        ("groups", Part.List([.. Results.Groups(plan, "BG"), .. Total()])),
        ("denoms", Part.List([Part.Of(("units", "Participants"), ("counts", Part.List(arms.Select((arm, at) => Part.Of(("groupId", Results.Id("BG", at)), ("value", Part.Number(arm.Count)))))))])),
        ("measures", Part.List(Measures())));

    private static Participant One(People people, List<string> countries, Draw draw)
    {
        var (least, most) = (people.Least ?? 1, people.Most ?? Math.Max(80, (people.Least ?? 1) + 20));
        var age = (least * 0.55) + (most * 0.45) + ((most - least) / 5.0 * draw.Normal());
        var female = people.Sex switch { "FEMALE" => true, "MALE" => false, _ => draw.Chance(52) };
        return new Participant(Math.Clamp(age, least, most + 0.9), female, countries.Count > 0 ? draw.Pick(countries) : null);
    }

    private IEnumerable<JsonNode> Total() => [Part.Of(("id", Results.Id("BG", plan.Arms.Count)), ("title", "Total"), ("description", "Total of all reporting groups"))];

    private IEnumerable<JsonNode> Measures()
    {
        yield return Part.Of(
            ("title", "Age, Continuous"),
            ("paramType", "MEAN"),
            ("dispersionType", "STANDARD_DEVIATION"),
            ("unitOfMeasure", plan.People.InMonths ? "months" : "years"),
            ("classes", Part.List([Part.Of(("categories", Part.List([Part.Of(("measurements", Part.List(arms.Select(AgeOf))))])))])));
        if (!plan.People.InMonths)
            yield return Counted("Age, Categorical", AgeGroups.Select(group => (group, (Func<Participant, bool>)(one => string.Equals(group, AgeGroup(one), StringComparison.Ordinal)))));
        yield return Counted("Sex: Female, Male", [("Female", one => one.IsFemale), ("Male", one => !one.IsFemale)]);
        var countries = arms[^1].Select(one => one.Country).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (countries.Count > 1)
            yield return Counted("Region of Enrollment", countries.Select(country => (country, (Func<Participant, bool>)(one => string.Equals(one.Country, country, StringComparison.Ordinal)))));
    }

    private static string AgeGroup(Participant one) => AgeGroups[one.Age < 19 ? 0 : one.Age < 65 ? 1 : 2];

    private static JsonNode AgeOf(List<Participant> arm, int at)
    {
        var mean = arm.Sum(one => one.Age) / arm.Count;
        var variance = arm.Sum(one => (one.Age - mean) * (one.Age - mean)) / Math.Max(1, arm.Count - 1);
        return Part.Of(("groupId", Results.Id("BG", at)), ("value", Part.Number(mean)), ("spread", Part.Number(Math.Sqrt(variance), 2)));
    }

    private JsonObject Counted(string title, IEnumerable<(string Title, Func<Participant, bool> Fits)> categories) => Part.Of(
        ("title", title),
        ("paramType", "COUNT_OF_PARTICIPANTS"),
        ("unitOfMeasure", "Participants"),
        ("classes", Part.List([Part.Of(("categories", Part.List(categories.Select(category => Part.Of(
            ("title", category.Title),
            ("measurements", Part.List(arms.Select((arm, at) => Part.Of(("groupId", Results.Id("BG", at)), ("value", Part.Number(arm.Count(category.Fits)))))))))))) ])));

    private readonly record struct Participant(double Age, bool IsFemale, string? Country);
}
