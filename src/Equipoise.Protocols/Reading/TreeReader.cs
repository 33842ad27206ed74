using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads a criteria tree; its keys are those of the JSON that <see cref="CriteriaJson"/> writes.</summary>
internal static class TreeReader
{
    private const int DeepestNesting = 16;

    public static CriterionNode Read(YamlNode node, int depth = 0)
    {
        if (depth > DeepestNesting)
            throw ProtocolException.At(node.Start.Line, $"The tree nests deeper than {DeepestNesting} levels.");
        var fields = new YamlFields(node, "statement");
        var tree = Group(fields, depth) ?? Leaf(fields);
        fields.RefuseOthers();
        return tree;
    }

    private static CriterionNode? Group(YamlFields fields, int depth)
    {
        var keys = fields.Keys.ToHashSet(StringComparer.Ordinal);
        if (keys.Contains("all"))
            return new AllOf(Parts(fields, "all", depth));
        if (keys.Contains("any"))
            return new AnyOf(Parts(fields, "any", depth));
        if (keys.Contains("atLeast"))
            return new AtLeastOf((int)fields.Number("atLeast"), Parts(fields, "of", depth));
        if (keys.Contains("not"))
            return new Not(Read(fields.Node("not"), depth + 1));
        return keys.Contains("given")
            ? new Given(Read(fields.Node("given"), depth + 1), Read(fields.Node("then"), depth + 1), fields.Optional("else") is { } otherwise ? Read(otherwise, depth + 1) : null)
            : null;
    }

    private static List<CriterionNode> Parts(YamlFields fields, string key, int depth)
    {
        var parts = fields.List(key).Select(part => Read(part, depth + 1)).ToList();
        return parts.Count > 0 ? parts : throw ProtocolException.At(fields.Line, $"'{key}' is an empty list.");
    }

    private static CriterionNode Leaf(YamlFields fields) => fields.Text("fact") switch
    {
        "measurement" => ReadMeasurement(fields),
        "age" => new AgeLimit(Sign(fields), fields.Number("value"), TimeUnit(fields)),
        "lifeExpectancy" => new LifeExpectancy(Sign(fields), fields.Number("value"), TimeUnit(fields)),
        "performanceStatus" => ReadPerformanceStatus(fields),
        "condition" => new Condition(Concept(fields, Concepts.Conditions), fields.Flag("exists", otherwise: true), ReadWindow(fields)),
        "therapy" => new Therapy(Concept(fields, Concepts.Therapies), fields.Flag("exists", otherwise: true), ReadWindow(fields)),
        "sex" => ReadCircumstance(fields, CircumstanceKind.Sex),
        "pregnancy" => ReadCircumstance(fields, CircumstanceKind.Pregnancy),
        "consent" => ReadCircumstance(fields, CircumstanceKind.Consent),
        "judgment" => ReadCircumstance(fields, CircumstanceKind.Judgment),
        "other" => ReadCircumstance(fields, CircumstanceKind.Other),
        var other => throw ProtocolException.At(fields.Line, $"There is no fact '{other}'; the facts are measurement, age, performanceStatus, lifeExpectancy, condition, therapy, sex, pregnancy, consent, judgment, other."),
    };

    private static Measurement ReadMeasurement(YamlFields fields)
    {
        var variable = fields.Text("variable");
        var measured = Variables.Find(variable) ?? throw ProtocolException.At(fields.Line, $"There is no variable '{variable}': see variables.tsv.");
        var unit = fields.Text("unit");
        if (!unit.StartsWith('{') && !UcumUnit.TryParse(unit, out _))
            throw ProtocolException.At(fields.Line, $"'{unit}' is no UCUM unit that is known here.");
        Reference? reference = fields.OptionalText("relativeTo") switch
        {
            null => null,
            "uln" => Reference.UpperLimit,
            "lln" => Reference.LowerLimit,
            var other => throw ProtocolException.At(fields.Line, $"'relativeTo' is uln or lln, not '{other}'."),
        };
        var value = fields.Number("value");
        if (value < 0 && measured.Low >= 0)
            throw ProtocolException.At(fields.Line, $"{variable} is never below 0, and the limit is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
        DemandComparable(measured, unit, reference, fields.Line);
        return new Measurement(variable, Sign(fields), value, unit, reference, ReadWindow(fields));
    }

    // A limit that no value can be compared with would be unknown for everybody, and nobody would know why.
    private static void DemandComparable(Variable variable, string unit, Reference? reference, long line)
    {
        if (reference is not null && unit is not "1")
            throw ProtocolException.At(line, $"A multiple of the normal range has the unit 1, not '{unit}'.");
        // Counts of something named, and what a day excretes, are also measured in ways of their own: dipsticks, concentrations.
        if (reference is not null || unit.Contains('{') || variable.Unit.Contains('{') || variable.Unit.EndsWith("(24.h)", StringComparison.Ordinal))
            return;
        if (UnitConversion.Convert(1, unit, variable.Unit, variable.MolarMass, out _) is null)
            throw ProtocolException.At(line, $"{variable.Id} is measured in {variable.Unit}: no value of it can be compared with one in '{unit}'.");
    }

    private static PerformanceStatus ReadPerformanceStatus(YamlFields fields)
    {
        var scale = fields.Text("scale") is "ecog" or "karnofsky" or "lansky" ? fields.Text("scale") : throw ProtocolException.At(fields.Line, "The scale is ecog, karnofsky or lansky.");
        return fields.OptionalText("op") is null or "in"
            ? new PerformanceStatus(scale, null, [.. fields.List("values").Select(value => decimal.TryParse((value as YamlScalarNode)?.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw ProtocolException.At(value.Start.Line, "'values' is a list of numbers."))])
            : new PerformanceStatus(scale, Sign(fields), [fields.Number("value")]);
    }

    private static Circumstance ReadCircumstance(YamlFields fields, CircumstanceKind kind) => new(kind, fields.Text("concept"), fields.Flag("exists", otherwise: true));

    private static Window? ReadWindow(YamlFields fields)
    {
        if (fields.Optional("within") is not { } node)
            return null;
        var window = new YamlFields(node, "window");
        var read = new Window(window.Number("value"), window.Text("unit") is Window.HalfLife ? Window.HalfLife : TimeUnit(window), window.OptionalText("direction") ?? "before", window.OptionalText("anchor"));
        window.RefuseOthers();
        if (read.Direction is not ("before" or "after") || read.Value <= 0)
            throw ProtocolException.At(window.Line, "A window is longer than nothing and lies before or after.");
        if (read.Anchor is { } anchor && !Anchors.Names.Contains(anchor, StringComparer.Ordinal))
            throw ProtocolException.At(window.Line, $"There is no anchor '{anchor}'; the anchors are {string.Join(", ", Anchors.Names)}.");
        return read;
    }

    private static string TimeUnit(YamlFields fields) =>
        fields.Text("unit") is "h" or "d" or "wk" or "mo" or "a" ? fields.Text("unit") : throw ProtocolException.At(fields.Line, "The unit is one of h, d, wk, mo, a.");

    private static Comparison Sign(YamlFields fields) =>
        ComparisonSigns.FromSign(fields.Text("op")) ?? throw ProtocolException.At(fields.Line, "'op' is one of >=, >, <=, <, =.");

    // The name of a concept, or one with words before it that narrow it; a treatment may say behind it what it is for.
    private static string Concept(YamlFields fields, Concepts concepts)
    {
        var name = fields.Text("concept");
        var purpose = ReferenceEquals(concepts, Concepts.Therapies) && concepts.Find(name) is null ? name.IndexOf(" for ", StringComparison.Ordinal) : -1;
        if (purpose > 0)
            Known(name[(purpose + 5)..], Concepts.Conditions, fields.Line);
        Known(purpose > 0 ? name[..purpose] : name, concepts, fields.Line);
        return name;
    }

    private static void Known(string name, Concepts concepts, long line)
    {
        for (var rest = name; ; rest = rest[(rest.IndexOf(' ', StringComparison.Ordinal) + 1)..])
        {
            if (concepts.Find(rest) is not null)
                return;
            if (!rest.Contains(' ', StringComparison.Ordinal))
                throw ProtocolException.At(line, $"There is no concept '{name}' in the tables.");
        }
    }
}
