using System.Text.RegularExpressions;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>How the study is built.</summary>
internal static partial class DesignMapping
{
    private const string Registry = "[Patient Registry]";

    public static RecordObject Map(LegacyElement study)
    {
        var type = study.Take("study_type");
        var isRegistry = type?.Contains(Registry, StringComparison.Ordinal) == true;
        var design = new RecordObject();
        if (type is not null && LegacyLabels.Find("StudyType", type.Replace(Registry, "", StringComparison.Ordinal)) is { } value)
            design.Text("studyType", value);
        else
            study.One("study_type")?.Leave();
        design.Put("expandedAccessTypes", MapExpandedAccess(study.One("expanded_access_info")));
        if (isRegistry)
            design.Put("patientRegistry", true);
        return design
            .Text("targetDuration", study.Take("target_duration"))
            .Texts("phases", Phases(study.One("phase")))
            .Put("designInfo", MapDesign(study.One("study_design_info")))
            .Put("bioSpec", new RecordObject()
                .Value("retention", "BioSpecRetention", study.One("biospec_retention"))
                .Markup("description", study.One("biospec_descr")?.Take("textblock")))
            .Put("enrollmentInfo", MapEnrollment(study.One("enrollment")));
    }

    private static RecordObject MapExpandedAccess(LegacyElement? access) => new RecordObject()
        .YesNo("individual", access?.One("expanded_access_type_individual"))
        .YesNo("intermediate", access?.One("expanded_access_type_intermediate"))
        .YesNo("treatment", access?.One("expanded_access_type_treatment"));

    /// <summary>"Phase 1/Phase 2" is one wording for two values.</summary>
    private static IEnumerable<string> Phases(LegacyElement? phase)
    {
        var label = phase?.Take();
        if (label is null)
            return [];
        var values = LegacyLabels.Find("Phase", label) is { } whole ? [whole] : label.Split('/').Select(part => LegacyLabels.Find("Phase", part)).ToList();
        if (!values.Contains(null))
            return values.OfType<string>();
        phase!.Leave();
        return [];
    }

    private static RecordObject MapDesign(LegacyElement? design) => new RecordObject()
        .Value("allocation", "DesignAllocation", design?.One("allocation"))
        .Value("interventionModel", "InterventionalAssignment", design?.One("intervention_model"))
        .Markup("interventionModelDescription", design?.Take("intervention_model_description"))
        .Value("primaryPurpose", "PrimaryPurpose", design?.One("primary_purpose"))
        .Value("observationalModel", "ObservationalModel", design?.One("observational_model"))
        .Value("timePerspective", "DesignTimePerspective", design?.One("time_perspective"))
        .Put("maskingInfo", MapMasking(design));

    /// <summary>"Double (Participant, Investigator)" names those who do not know; the brackets of "None (Open Label)" do not.</summary>
    private static RecordObject MapMasking(LegacyElement? design)
    {
        var masking = new RecordObject();
        var label = design?.Take("masking");
        var named = Named().Match(label ?? "");
        var who = named.Success ? named.Groups["who"].Value.Split(',').Select(role => LegacyLabels.Find("WhoMasked", role)).ToList() : [];
        var level = label is null ? null : LegacyLabels.Find("DesignMasking", label) ?? (named.Success && !who.Contains(null) ? LegacyLabels.Find("DesignMasking", named.Groups["level"].Value) : null);
        if (label is not null && level is null)
            design!.One("masking")!.Leave();
        return masking
            .Text("masking", level)
            .Markup("maskingDescription", design?.Take("masking_description"))
            .Texts("whoMasked", level is null or "NONE" ? [] : who.OfType<string>());
    }

    private static RecordObject MapEnrollment(LegacyElement? enrollment)
    {
        var info = new RecordObject();
        if (enrollment?.Take() is not { } count)
            return info;
        if (!info.Number("count", count))
            enrollment.Leave();
        else if (enrollment.TakeAttribute("type") is { } label && LegacyLabels.Find("EnrollmentType", label) is { } type)
            info.Text("type", type);
        else
            enrollment.LeaveAttribute("type");
        return info;
    }

    [GeneratedRegex(@"^\s*(?<level>[^(]+)\((?<who>[^)]+)\)\s*$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Named();
}
