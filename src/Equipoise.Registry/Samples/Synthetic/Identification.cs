using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes names, numbers and sponsors.</summary>
internal static class Identification
{
    public static JsonObject Module(StudyPlan plan, Words words, Draw draw) => plan.Status is "WITHHELD"
        ? Part.Of(("nctId", plan.Id), ("orgStudyIdInfo", Part.Of(("id", "Redacted"))), ("briefTitle", "[Trial of a product whose sponsor delays its publication]"), ("organization", Organization(plan)))
        : Part.Of(
            ("nctId", plan.Id),
            ("orgStudyIdInfo", Part.Of(("id", $"EQS-{plan.Number}"))),
            ("secondaryIdInfos", Part.List(SecondaryIds(plan, draw))),
            ("organization", Organization(plan)),
            ("briefTitle", Title(plan, words, draw)),
            ("officialTitle", OfficialTitle(plan)),
            ("acronym", plan.Number % 3 == 0 ? draw.Pick(words.Phrases("acronym")) : null));

    public static JsonObject Sponsors(StudyPlan plan, Words words, Draw draw) => Part.Of(
        ("responsibleParty", plan.Sponsor.Class is "OTHER" && draw.Chance(50)
            ? Part.Of(("type", "PRINCIPAL_INVESTIGATOR"), ("investigatorFullName", Sites.Person(words, draw)), ("investigatorTitle", "Professor"), ("investigatorAffiliation", plan.Sponsor.Name))
            : Part.Of(("type", "SPONSOR"))),
        ("leadSponsor", Part.Of(("name", plan.Sponsor.Name), ("class", plan.Sponsor.Class))),
        ("collaborators", draw.Chance(30) ? Part.List(draw.Some([.. words.Sponsors.Where(other => other != plan.Sponsor)], draw.Between(1, 3)).Select(other => Part.Of(("name", other.Name), ("class", other.Class)))) : null));

    private static JsonObject Organization(StudyPlan plan) => Part.Of(("fullName", plan.Sponsor.Name), ("class", plan.Sponsor.Class));

    private static IEnumerable<JsonNode> SecondaryIds(StudyPlan plan, Draw draw)
    {
        // No registry or agency has given, or will soon give, a number of the year 2099.
        if (plan.Main.IsMedicine && draw.Chance(35))
            yield return draw.Chance(50) ? Part.Of(("id", $"2099-5{plan.Number:D5}-11-00"), ("type", "CTIS")) : Part.Of(("id", $"2099-00{plan.Number:D4}-11"), ("type", "EUDRACT_NUMBER"));
        if (draw.Chance(18))
            yield return Part.Of(("id", $"SYN-U99-{plan.Number}"), ("type", "REGISTRY"), ("domain", "Invented Trials Registry"));
        if (plan.Sponsor.Class is "NIH" || draw.Chance(8))
            yield return Part.Of(("id", $"X99ZZ09{plan.Number}"), ("type", "NIH"));
        if (draw.Chance(12))
            yield return Part.Of(("id", $"GRANT-2099-{plan.Number}"), ("type", "OTHER_GRANT"), ("domain", "Foundation of Nobody (invented)"));
        if (draw.Chance(10))
            yield return Part.Of(("id", $"{plan.Area.Name[..2].ToUpperInvariant()}-{plan.Number % 97}"), ("type", "OTHER"), ("domain", plan.Sponsor.Name));
    }

    private static string Title(StudyPlan plan, Words words, Draw draw) => Title(plan, plan.Main.InTitle, words, draw);

    private static string Title(StudyPlan plan, string main, Words words, Draw draw) => plan switch
    {
        { Kind: "EXPANDED_ACCESS" } => $"Expanded Access to {main} for {plan.Asked}",
        { Kind: "OBSERVATIONAL" } when plan.Arms.Count > 1 => draw.Pick([$"{main} in Routine Care of {plan.Asked}", $"What Happens After {main}? A Cohort of {plan.Asked}"]),
        { Kind: "OBSERVATIONAL" } => $"{plan.Asked}: {draw.Pick(words.Phrases("topic"))}",
        { InHealthy: true } => draw.Pick([$"First Doses of {main} in Healthy Volunteers", $"Single and Repeated Doses of {main} in Healthy Volunteers"]),
        { Model: "SINGLE_GROUP" } => draw.Pick([$"Safety and Effect of {main} in {plan.Asked}", $"A First Look at {main} for {plan.Asked}"]),
        { Model: "FACTORIAL" } => $"{main} With and Without {plan.Arms[0].Treatments[^1].InTitle} for {plan.Asked}",
        { Main.Purpose: "PREVENTION" } => $"{main} to Prevent {plan.Condition.Name} in {plan.People.Label}",
        { Comparator.Name: "Usual care" } => draw.Pick([$"{main} Added to Usual Care of {plan.Asked}", $"Can {main} Help {plan.Asked}?"]),
        _ => draw.Pick([$"{main} Compared With {Against(plan)} in {plan.Asked}", $"{main} Versus {Against(plan)} for {plan.Condition.Name}", $"{main} for {plan.Asked}"]),
    };

    private static string Against(StudyPlan plan) => plan.Comparator!.Name.StartsWith("Placebo", StringComparison.Ordinal) ? "Placebo" : plan.Comparator.InTitle;

    private static string OfficialTitle(StudyPlan plan)
    {
        var words = new List<string>();
        if (plan.Allocation is "RANDOMIZED")
            words.Add("Randomized");
        if (plan.Masking is { } masking)
            words.Add(masking is "NONE" ? "Open-Label" : masking is "SINGLE" ? "Single-Blind" : "Double-Blind");
        if (plan.Model is { } model)
            words.Add(Records.EnumLabels.Of("InterventionalAssignment", model).Replace(" Assignment", "", StringComparison.Ordinal));
        if (plan.Phases.Count > 0 && plan.Phases[0] is not "NA")
            words.Add(string.Join('/', plan.Phases.Select(phase => Records.EnumLabels.Of("Phase", phase))));
        var kind = plan.Kind switch { "OBSERVATIONAL" => "Observational Study", "EXPANDED_ACCESS" => "Expanded Access Program", _ => "Study" };
        return $"{Article([.. words, kind])} of {plan.Main.InTitle}{(plan.Comparator is null ? "" : $" Against {Against(plan)}")} in {plan.Asked} (Protocol EQS-{plan.Number})";
    }

    private static string Article(IReadOnlyList<string> words) => $"{("AEIOU".Contains(words[0][0], StringComparison.Ordinal) ? "An" : "A")} {string.Join(", ", words.SkipLast(1))}{(words.Count > 1 ? " " : "")}{words[^1]}";
}
