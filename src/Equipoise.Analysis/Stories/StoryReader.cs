using Equipoise.Analysis.Reading;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Analysis.Stories;

/// <summary>Reads a story: YAML, checked key by key, every complaint with its line. The keys are described in docs/guides/demo.md.</summary>
public static class StoryReader
{
    /// <summary>Reads a story.</summary>
    /// <exception cref="FileException">It is not YAML, or not a story.</exception>
    public static TrialStory Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var root = FileFields.Load(yaml, "story");
        var forms = Group(root, "forms");
        var story = new TrialStory(Disease(root))
        {
            Note = root.Text("note") ?? throw FileException.At(root.Line, "This story has no 'note' that says where it comes from."),
            Begins = Day(root, "begins"),
            SitesOpenWithin = Number(root, "sites_open_within"),
            Countries = [.. List(root, "countries").Select(Country)],
            Ranges = [.. List(root, "ranges").Select(Range)],
            ScreenFailures = Share(root, "screen_failures"),
            Forms = forms.Keys.ToDictionary(form => form, form => AnswerRuleReader.Form(forms.Node(form)), StringComparer.Ordinal),
            Failing = [.. List(root, "failing").Select(Failing)],
            Tumors = root.Optional("tumors") is { } tumors ? Tumors(new FileFields(tumors, "tumors")) : null,
            Oversight = root.Optional("oversight") is { } oversight ? OversightReader.Read(new FileFields(oversight, "oversight")) : null,
            AdverseEvents = root.Optional("adverse_events") is { } events ? AdverseEvents(new FileFields(events, "adverse events")) : null,
        };
        root.RefuseOthers();
        return story;
    }

    private static StoryCountry Country(YamlNode node)
    {
        var fields = new FileFields(node, "country");
        var country = new StoryCountry(Text(fields, "country"), Text(fields, "code"), Text(fields, "region"), Text(fields, "zone"), (int)Number(fields, "sites"));
        fields.RefuseOthers();
        return country;
    }

    private static StoryRange Range(YamlNode node)
    {
        var fields = new FileFields(node, "range");
        var range = new StoryRange(Text(fields, "variable"), Text(fields, "unit"), fields.Number("low"), fields.Number("high"));
        fields.RefuseOthers();
        return range;
    }

    private static (FailingStory Failing, double Weight) Failing(YamlNode node)
    {
        var fields = new FileFields(node, "failing entry");
        var answers = Group(fields, "answers");
        var failing = new FailingStory(Text(fields, "form"), answers.Keys.ToDictionary(field => field, field => Text(answers, field), StringComparer.Ordinal));
        var weight = Number(fields, "weight");
        fields.RefuseOthers();
        return (failing, weight);
    }

    private static DiseaseStory Disease(FileFields root)
    {
        var progression = Group(root, "progression");
        var ends = Group(root, "ends");
        var disease = new DiseaseStory
        {
            Progression = (Share(progression, "from"), Share(progression, "to")),
            WithoutProgression = Share(progression, "without"),
            Stopping = [.. List(root, "stopping").Select(node => new FileFields(node, "reason to stop")).Select(Stopping)],
            Ends = ((string[])["progression", "death", "maximum", "lost", "withdrawal"]).ToDictionary(what => what, what => Text(ends, what), StringComparer.Ordinal),
            Withdrawn = Share(root, "withdrawn"),
            LateDose = root.Optional("late_dose") is null ? null : (Text(Group(root, "late_dose"), "reason"), Text(Group(root, "late_dose"), "words")),
        };
        progression.RefuseOthers();
        ends.RefuseOthers();
        return disease;
    }

    private static StoryStopping Stopping(FileFields fields)
    {
        var only = fields.Optional("only") is { } node ? new FileFields(node, "only") : null;
        var stopping = new StoryStopping(Text(fields, "reason"), Numbers(fields, "hazard"), only is null ? null : (Text(only, "form"), Text(only, "field"), Text(only, "answer")));
        only?.RefuseOthers();
        fields.RefuseOthers();
        return stopping;
    }

    private static TumorStory Tumors(FileFields fields)
    {
        var tumors = new TumorStory
        {
            Form = Text(fields, "form"),
            Organs = fields.Texts("organs") ?? [],
            Nodes = fields.Texts("nodes") ?? [],
            Targets = AnswerRuleReader.Weights(fields.Node("targets")),
            Others = AnswerRuleReader.Weights(fields.Node("others")),
            Diameter = fields.Numbers("diameter") is [var from, var to] ? (from, to) : throw FileException.At(fields.LineOf("diameter"), "'diameter' has two numbers of millimeters."),
            Change = Numbers(fields, "change"),
            Spread = Number(fields, "spread"),
            NewLesion = Share(fields, "new_lesion"),
            Answers = AnswerRuleReader.Form(fields.Node("answers")),
        };
        fields.RefuseOthers();
        return tumors;
    }

    private static AdverseEventStory AdverseEvents(FileFields fields)
    {
        var events = new AdverseEventStory
        {
            Form = Text(fields, "form"),
            Answers = AnswerRuleReader.Form(fields.Node("answers")),
            Events = [.. List(fields, "events").Select(node => new FileFields(node, "adverse event")).Select(one =>
                new AdverseEventKind(Text(one, "term"), Numbers(one, "rate"), AnswerRuleReader.Weights(one.Node("grades")), Number(one, "days")))],
            Serious = Numbers(fields, "serious"),
        };
        fields.RefuseOthers();
        return events;
    }

    internal static FileFields Group(FileFields fields, string key) => new(fields.Node(key), key);

    internal static IReadOnlyList<YamlNode> List(FileFields fields, string key) => fields.List(key) ?? throw FileException.At(fields.Line, $"There is no '{key}'.");

    internal static string Text(FileFields fields, string key) => fields.Text(key) ?? throw FileException.At(fields.Line, $"There is no '{key}'.");

    private static double Number(FileFields fields, string key) => fields.Number(key) ?? throw FileException.At(fields.Line, $"There is no '{key}'.");

    internal static double Share(FileFields fields, string key) =>
        Number(fields, key) is >= 0 and <= 1 and var share ? share : throw FileException.At(fields.LineOf(key), $"'{key}' is a part of all: write a number from 0 to 1.");

    private static Dictionary<string, double> Numbers(FileFields fields, string key)
    {
        var group = Group(fields, key);
        return group.Keys.ToDictionary(name => name, name => Number(group, name), StringComparer.Ordinal);
    }

    private static DateOnly Day(FileFields fields, string key) =>
        DateOnly.TryParseExact(Text(fields, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw FileException.At(fields.LineOf(key), $"'{key}' is a day such as 2026-09-07.");
}
