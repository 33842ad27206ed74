using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes what a study is about, in sentences.</summary>
internal static class Description
{
    public static JsonObject Module(StudyPlan plan, Draw draw) => Part.Of(
        ("briefSummary", Summary(plan)),
        ("detailedDescription", plan.Kind is not "EXPANDED_ACCESS" && draw.Chance(65) ? Detail(plan) : null));

    public static JsonObject Conditions(StudyPlan plan, Draw draw)
    {
        var others = plan.Area.Conditions.Where(other => other != plan.Condition && draw.Chance(20)).Select(other => other.Name);
        var keywords = plan.Area.Keywords.Concat(plan.Main.OtherNames.Take(1)).Where(_ => draw.Chance(70));
        return Part.Of(
            ("conditions", Part.Texts(plan.InHealthy ? ["Healthy Volunteers", plan.Condition.Name] : [plan.Condition.Name, .. others])),
            ("keywords", Part.Texts(keywords)));
    }

    private static string Summary(StudyPlan plan) => plan switch
    {
        { Kind: "EXPANDED_ACCESS" } => $"{plan.Area.Why} This program lets physicians ask for {plan.Main.InSentence} for people who cannot take part in a trial and have no other treatment left.",
        { Kind: "OBSERVATIONAL" } => $"{plan.Area.Why} This study changes nothing about anyone's care. It follows {Lower(plan.Asked)} and asks: {Question(plan)}",
        { InHealthy: true } => $"{plan.Main.Name} is a new treatment for {plan.Condition.Name}. Before anyone who is ill gets it, this study looks at what it does in healthy volunteers, and how long it stays in the blood.",
        _ => $"{plan.Area.Why} This study tests {plan.Main.InSentence} in {Lower(plan.Asked)}{(plan.Comparator is { } other ? $", compared with {other.InSentence}" : "")}. It asks: {Question(plan)}",
    };

    private static string Detail(StudyPlan plan)
    {
        var arms = string.Join('\n', plan.Arms.Select(arm => arm.Description.StartsWith(arm.Label, StringComparison.Ordinal) ? $"* {arm.Description}" : $"* {arm.Label}: {arm.Description}"));
        var visits = plan.Measures.Count > 0 ? $"\n\nVisits are at the start, at week {Math.Max(1, plan.Measures[0].Weeks / 2)} and at week {plan.Measures[0].Weeks}. Whoever stops early is still asked to come." : "";
        var groups = plan.Arms.Count > 1 ? $"Participants are in one of {plan.Arms.Count} groups:\n\n{arms}" : $"All participants are treated alike:\n\n{arms}";
        return $"This study is invented, as its sponsor and its sites are.\n\n{groups}{visits}";
    }

    private static string Question(StudyPlan plan) => plan.Measures[0] switch
    {
        { Kind: "share" } share => $"for how many is this true: {LowerFirst(share.Title)}?",
        { Kind: "survival" } time => $"how long is the {LowerFirst(time.Title)}?",
        var change => $"how large is the {LowerFirst(change.Title)} after {change.Weeks} {(change.Weeks == 1 ? "week" : "weeks")}?",
    };

    /// <summary>The words of a title within a sentence: names and abbreviations keep their capitals.</summary>
    private static string Lower(string title) => string.Join(' ', title.Split(' ').Select(LowerWord));

    /// <summary>The same for a title that has capitals only where a sentence has them.</summary>
    private static string LowerFirst(string title) => $"{LowerWord(title.Split(' ')[0])}{title[title.Split(' ')[0].Length..]}";

    private static string LowerWord(string word) =>
        word is "Parkinson" or "Alzheimer" or "Plasmodium" || word.Count(char.IsUpper) > 1 ? word : word.ToLowerInvariant();
}
