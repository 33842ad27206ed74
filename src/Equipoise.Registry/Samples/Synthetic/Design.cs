using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Writes how a study is built: design, arms, treatments and outcomes.</summary>
internal static class Design
{
    public static JsonObject Module(StudyPlan plan, Draw draw) => plan.Kind switch
    {
        "EXPANDED_ACCESS" => Part.Of(("studyType", plan.Kind), ("expandedAccessTypes", Part.Of(("individual", draw.Chance(60) ? true : null), ("intermediate", draw.Chance(40) ? true : null), ("treatment", true)))),
        "OBSERVATIONAL" => Observational(plan, draw),
        _ => Part.Of(
            ("studyType", plan.Kind),
            ("phases", Part.Texts(plan.Phases)),
            ("designInfo", Part.Of(
                ("allocation", plan.Allocation),
                ("interventionModel", plan.Model),
                ("primaryPurpose", plan.InHealthy ? "BASIC_SCIENCE" : plan.Main.Purpose),
                ("maskingInfo", Part.Of(("masking", plan.Masking), ("whoMasked", Part.Texts(Masked(plan.Masking))))))),
            ("enrollmentInfo", Enrollment(plan))),
    };

    public static JsonObject Arms(StudyPlan plan) => Part.Of(
        ("armGroups", plan.Kind is "EXPANDED_ACCESS" ? null : Part.List(plan.Arms.Select(arm => Part.Of(
            ("label", arm.Label), ("type", arm.Type), ("description", arm.Description), ("interventionNames", Part.Texts(arm.Treatments.Select(treatment => treatment.PrefixedName))))))),
        ("interventions", Part.List(plan.Treatments.Select(treatment => Part.Of(
            ("type", treatment.Type),
            ("name", treatment.Name),
            ("description", $"{treatment.Regimen[..1].ToUpperInvariant()}{treatment.Regimen[1..]}."),
            ("armGroupLabels", plan.Kind is "EXPANDED_ACCESS" ? null : Part.Texts(plan.Arms.Where(arm => arm.Treatments.Contains(treatment)).Select(arm => arm.Label))),
            ("otherNames", Part.Texts(treatment.OtherNames)))))));

    public static JsonObject? Outcomes(StudyPlan plan, Draw draw) => plan.Measures.Count == 0 ? null : Part.Of(
        ("primaryOutcomes", Part.List(plan.Measures.Take(1).Select(measure => Outcome(measure, draw)))),
        ("secondaryOutcomes", Part.List(plan.Measures.Skip(1).Select(measure => Outcome(measure, draw)))),
        ("otherOutcomes", draw.Chance(20) ? Part.List([Part.Of(("measure", "Days between visits on which the study treatment was taken"), ("timeFrame", $"Up to week {plan.Measures[0].Weeks}"))]) : null));

    private static JsonObject Observational(StudyPlan plan, Draw draw) => Part.Of(
        ("studyType", plan.Kind),
        ("patientRegistry", draw.Chance(30)),
        ("targetDuration", draw.Chance(50) ? $"{draw.Between(2, 10)} Years" : null),
        ("designInfo", Part.Of(
            ("observationalModel", plan.Arms.Count > 1 ? draw.Pick(["COHORT", "COHORT", "CASE_CONTROL"]) : draw.Pick(["COHORT", "CASE_ONLY", "ECOLOGIC_OR_COMMUNITY", "FAMILY_BASED", "OTHER"])),
            ("timePerspective", draw.Pick(["PROSPECTIVE", "PROSPECTIVE", "RETROSPECTIVE", "CROSS_SECTIONAL", "OTHER"])))),
        ("bioSpec", draw.Chance(35) ? Part.Of(("retention", draw.Pick(["SAMPLES_WITH_DNA", "SAMPLES_WITHOUT_DNA", "NONE_RETAINED"])), ("description", "Blood, 20 mL at each visit, kept frozen.")) : null),
        ("enrollmentInfo", Enrollment(plan)));

    private static JsonObject Enrollment(StudyPlan plan) => Part.Of(("count", plan.ArmSizes.Sum()), ("type", plan.IsOver ? "ACTUAL" : "ESTIMATED"));

    private static JsonObject Outcome(MeasureIdea measure, Draw draw) => Part.Of(
        ("measure", measure.Title),
        ("description", draw.Chance(60) ? Explanation(measure) : null),
        ("timeFrame", measure.TimeFrame));

    private static string Explanation(MeasureIdea measure) => measure.Kind switch
    {
        "change" => $"The value at week {measure.Weeks} less the value at baseline, in {measure.Unit}.",
        "share" => "Counted once for each participant; whoever left before is counted as not reaching it.",
        _ => "Until the event or, without it, until the participant was last seen.",
    };

    private static IEnumerable<string> Masked(string? masking) => masking switch
    {
        "SINGLE" => ["OUTCOMES_ASSESSOR"],
        "DOUBLE" => ["PARTICIPANT", "INVESTIGATOR"],
        "TRIPLE" => ["PARTICIPANT", "INVESTIGATOR", "OUTCOMES_ASSESSOR"],
        "QUADRUPLE" => ["PARTICIPANT", "CARE_PROVIDER", "INVESTIGATOR", "OUTCOMES_ASSESSOR"],
        _ => [],
    };
}
