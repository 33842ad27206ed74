using System.Globalization;
using System.Text;
using Equipoise.Conduct.Disposition;
using Equipoise.Protocols;
using Equipoise.Protocols.Outcomes;
using Equipoise.Statistics.Design;

namespace Equipoise.Analysis.Plans;

/// <summary>Writes the analysis plan that follows from a protocol, for a statistician to complete and lock.</summary>
/// <remarks>What the protocol does not say is the field's usual choice and said to be so in a comment: analysis sets after ICH E9 5.2, events by Schoenfeld's
/// formula with a power of 80 %, spending like O'Brien and Fleming, secondary endpoints as ADaM's oncology examples derive them.</remarks>
public static class DefaultPlan
{
    private const double Power = 0.8;

    /// <summary>Writes it.</summary>
    /// <exception cref="AnalysisException">The protocol has no plan whose endpoint's days are found.</exception>
    public static string Write(string study, string protocolVersion, StudyDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Plan is not { } plan || design.Endpoints.FirstOrDefault(one => string.Equals(one.Code, plan.Endpoint, StringComparison.Ordinal)) is not { Events.Count: > 0 } endpoint)
            throw new AnalysisException("The protocol has no analysis plan for a time to an event: name one under 'plan', and where its days are found under 'endpoints'.");
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# From protocol version {protocolVersion}. Complete it and lock it before the first look.");
        text.AppendLine(CultureInfo.InvariantCulture, $"study: {Quoted(study)}\nprotocol: {Quoted(protocolVersion)}\ntitle: {Quoted($"Statistical analysis plan of {design.Title}")}");
        text.AppendLine(CultureInfo.InvariantCulture, $"alpha: {plan.Alpha}            # one-sided, over all comparisons and looks\nspending: obf           # obf, pocock, hsd:GAMMA or power:RHO (Lan and DeMets)\nconfidence: 0.95");
        if (plan.ControlMedianMonths is { } median)
            text.AppendLine(CultureInfo.InvariantCulture, $"control_median: {median}   # months");
        text.AppendLine("# expected: {accrual: {0: 10, 6: 30}, hazard_ratio: {B: 0.7}, dropout: 0.003}   # a month; for the planned curve of events");
        text.AppendLine("# futility: {conditional_power: 0.1}   # or {spending: hsd:-2, power: 0.8}; with 'binding: true' the others count on it");
        text.AppendLine(CultureInfo.InvariantCulture, $"primary: {Quoted(endpoint.Code)}\npopulation: ITT");
        WriteComparisons(text, plan, design);
        text.AppendLine("looks:");
        var looks = plan.Looks.Count == 0 ? [1m] : plan.Looks;
        for (var at = 0; at < looks.Count; at++)
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{name: {(at == looks.Count - 1 ? "Final analysis" : looks.Count == 2 ? "Interim analysis" : $"Interim analysis {at + 1}")}, information: {looks[at]}}}");
        var factors = string.Join(", ", design.Factors.Select(factor => Quoted(factor.Code)));
        text.AppendLine(CultureInfo.InvariantCulture, $"strata: [{factors}]\ncovariates: []\nsubgroups: [{factors}]\nvariables: []           # such as {{code: SEX, name: Sex, form: DM, field: SEX}}, or with cuts: [65]");
        WriteSets(text);
        WriteEndpoints(text, endpoint, design);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void WriteComparisons(StringBuilder text, AnalysisPlan plan, StudyDesign design)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"comparisons:            # {plan.Procedure}, as a graph: each share of alpha passes on when its comparison is rejected (Maurer and Bretz 2013)");
        var count = plan.Comparisons.Count;
        for (var at = 0; at < count; at++)
        {
            var comparison = plan.Comparisons[at];
            var weight = plan.Procedure is "fixedSequence" ? (at == 0 ? 1.0 : 0) : 1.0 / count;
            var passes = plan.Procedure switch
            {
                "Holm" or "Hochberg" => Enumerable.Range(0, count).Where(other => other != at).Select(other => $"{Name(plan.Comparisons[other])}: {Number(1.0 / (count - 1))}"),
                "fixedSequence" when at + 1 < count => [$"{Name(plan.Comparisons[at + 1])}: 1"],
                _ => [],
            };
            // What a sequence begins without has its share when its turn comes.
            var events = plan.HazardRatio is { } ratio ? Math.Ceiling(new EventCount((double)ratio, (double)plan.Alpha * (weight > 0 ? weight : 1), Ratio(design, comparison)).Schoenfeld(Power)) : (double?)null;
            text.AppendLine(CultureInfo.InvariantCulture, $"  - experimental: {Quoted(comparison.Experimental)}\n    control: {Quoted(comparison.Control)}\n    weight: {Number(weight)}");
            if (passes.Any())
                text.AppendLine(CultureInfo.InvariantCulture, $"    passes_on: {{{string.Join(", ", passes)}}}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    events: {(events is { } needed ? $"{needed:0}   # of both arms: hazard ratio {plan.HazardRatio}, power 80 % (assumed) at its share of alpha" : "   # of both arms at full information: the protocol names no hazard ratio")}");
        }
    }

    private static void WriteSets(StringBuilder text) => text.AppendLine(
        """
        sets:
          - {code: SCR, name: Screened, all: [screened]}
          - {code: ITT, name: Intention to treat, all: [randomized], arm: allocated}
          - {code: SAF, name: Safety, all: [randomized, treated], arm: treated}
          - {code: PP, name: Per protocol, all: [randomized, treated-as-allocated, {without_deviation: {important: true}}], arm: allocated}
        """);

    private static void WriteEndpoints(StringBuilder text, Endpoint primary, StudyDesign design)
    {
        text.AppendLine("endpoints:");
        text.AppendLine(CultureInfo.InvariantCulture, $"  - code: {Quoted(primary.Code)}\n    name: {Quoted(primary.Name)}\n    events: [{Join(primary.Events)}]\n    censored: [{Join(primary.LastKnown)}]");
        var isSurvival = primary.Events.Any(source => source is { Form: null, Field: DispositionKind.Death });
        var death = isSurvival ? $"{{endpoint: {Quoted(primary.Code)}}}" : "{disposition: death}";
        if (design.TumorResponse is { } rules)
        {
            Add("PFS", "Progression-free survival", $"events: [{{tumor: progression}}, {death}]", "censored: [{tumor: assessment}]", "# censor_before: [{missed_assessments: 2}, {therapy: FORM}]   # what comes later does not count");
            Add("ORR", $"Objective response by {rules.Criteria}", "responses: [CR, PR]");
            Add("DOR", "Duration of response", "from: [{tumor: response}]", $"events: [{{tumor: progression}}, {death}]", "censored: [{tumor: assessment}]");
        }

        if (design.Forms.Any(form => form.Domain is "EX"))
            Add("TOT", "Time on treatment", "from: [{dose: first}]", $"events: [{{disposition: treatment-end}}, {death}]", "censored: [{dose: last}]");
        return;

        void Add(string code, string name, params string[] lines)
        {
            if (!string.Equals(primary.Code, code, StringComparison.Ordinal))
                text.AppendLine(CultureInfo.InvariantCulture, $"  - code: {code}\n    name: {Quoted(name)}\n    {string.Join("\n    ", lines)}");
        }
    }

    private static string Join(IEnumerable<DateSource> sources) => string.Join(", ", sources.Select(source => source.Form is null
        ? $"{{disposition: {source.Field}}}"
        : $"{{form: {Quoted(source.Form)}, field: {Quoted(source.Field)}{(source.When is { } rule ? $", when: {{field: {Quoted(rule.Field)}, op: \"{rule.Operator}\"{(rule.Value is null ? "" : $", value: {Quoted(rule.Value)}")}{(rule.Other is null ? "" : $", other: {Quoted(rule.Other)}")}}}" : "")}}}"));

    private static double Ratio(StudyDesign design, ArmComparison comparison)
    {
        double Part(string code) => design.Allocation.Ratio[design.Arms.Select((arm, at) => (arm, at)).First(pair => string.Equals(pair.arm.Code, code, StringComparison.Ordinal)).at];
        return Part(comparison.Experimental) / Part(comparison.Control);
    }

    private static string Name(ArmComparison comparison) => Quoted($"{comparison.Experimental}-{comparison.Control}");

    private static string Number(double number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.All(letter => char.IsAsciiLetter(letter)) && text is not ("true" or "false" or "null" or "yes" or "no" or "Y" or "N")
        ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
