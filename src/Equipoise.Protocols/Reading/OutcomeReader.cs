using Equipoise.Protocols.Arms;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Outcomes;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads what a study measures, how it judges, and how participation ends.</summary>
internal static class OutcomeReader
{
    public static Endpoint ReadEndpoint(YamlFields fields) => new(
        fields.Code("code"),
        fields.Text("name"),
        fields.Choice("level", ("primary", EndpointLevel.Primary), ("secondary", EndpointLevel.Secondary), ("exploratory", EndpointLevel.Exploratory)),
        fields.Text("definition"))
    {
        Events = fields.Optional("events") is null ? [] : fields.Each("events", "source", ReadSource),
        LastKnown = fields.Optional("lastKnown") is null ? [] : fields.Each("lastKnown", "source", ReadSource),
    };

    /// <summary>Refuses sources that name no date of the forms.</summary>
    public static void CheckSources(YamlFields root, List<Endpoint> endpoints, IReadOnlyList<Form> forms)
    {
        foreach (var source in endpoints.SelectMany(endpoint => endpoint.Events.Concat(endpoint.LastKnown)).Where(source => source.Form is not null))
        {
            var form = forms.FirstOrDefault(form => string.Equals(form.Code, source.Form, StringComparison.Ordinal));
            if (form?.Field(source.Field)?.Type is not FieldType.Date)
                throw root.Bad("endpoints", $"An endpoint takes a day from {source.Form}.{source.Field}, which is no date of the forms.");
            if (source.When is { } rule && form.Field(rule.Field) is null)
                throw root.Bad("endpoints", $"An endpoint asks for {source.Form}.{rule.Field}, which the form does not have.");
        }
    }

    public static TumorResponse ReadTumorResponse(YamlFields fields) => new(
        fields.Choice("criteria", ("RECIST 1.1", "RECIST 1.1")),
        fields.Optional("confirmation") is null ? null : fields.Days("confirmation", least: 1),
        fields.Days("minimumStable"));

    public static SafetyRules ReadSafety(YamlFields fields) => new(
        fields.Choice("grading", ("CTCAE 5.0", "CTCAE 5.0")),
        fields.Minutes("seriousWithin") / 60,
        fields.Days("collectedFor"));

    public static DiscontinuationReason ReadReason(YamlFields fields)
    {
        var (treatment, study) = fields.Choice("ends", ("treatment", (true, false)), ("study", (false, true)), ("both", (true, true)));
        return new DiscontinuationReason(fields.Code("code"), fields.Text("label"), treatment, study) { IsProgression = fields.Flag("progression", otherwise: false) };
    }

    public static AnalysisPlan ReadPlan(YamlFields fields, List<Arm> arms, List<Endpoint> endpoints)
    {
        var endpoint = fields.Text("endpoint");
        if (!endpoints.Exists(known => string.Equals(known.Code, endpoint, StringComparison.Ordinal)))
            throw fields.Bad("endpoint", $"There is no endpoint '{endpoint}'.");
        var alpha = fields.Number("alpha");
        var looks = fields.Numbers("looks");
        for (var i = 0; i < looks.Count; i++)
        {
            if (looks[i] <= (i == 0 ? 0 : looks[i - 1]) || looks[i] > 1)
                throw fields.Bad("looks", "The looks are shares of information that rise to 1.");
        }

        return new AnalysisPlan
        {
            Endpoint = endpoint,
            Alpha = alpha is > 0 and < 0.5m ? alpha : throw fields.Bad("alpha", "'alpha' is the one-sided error: above 0 and below 0.5."),
            Procedure = fields.Choice("procedure", ("Holm", "Holm"), ("Bonferroni", "Bonferroni"), ("Hochberg", "Hochberg"), ("fixedSequence", "fixedSequence"), ("none", "none")),
            Comparisons = fields.Each("comparisons", "comparison", part => new ArmComparison(ArmOf(part, "experimental", arms), ArmOf(part, "control", arms))),
            Looks = looks is [] or [.., 1] ? looks : throw fields.Bad("looks", "The last look has all information: 1."),
            ControlMedianMonths = fields.Optional("controlMedianMonths") is null ? null : fields.Positive("controlMedianMonths"),
            HazardRatio = fields.Optional("hazardRatio") is null ? null : fields.Positive("hazardRatio"),
        };
    }

    private static DateSource ReadSource(YamlFields fields) => fields.Optional("disposition") is null
        ? new(fields.Text("form"), fields.Text("field"), fields.Part("when", "rule", FormReader.ReadRule))
        : new(Form: null, fields.Choice("disposition", ("death", "death"), ("alive", "alive")), When: null);

    private static string ArmOf(YamlFields fields, string key, List<Arm> arms)
    {
        var code = fields.Text(key);
        return arms.Exists(arm => string.Equals(arm.Code, code, StringComparison.Ordinal)) ? code : throw fields.Bad(key, $"There is no arm '{code}'.");
    }
}
