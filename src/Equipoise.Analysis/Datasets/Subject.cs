namespace Equipoise.Analysis.Datasets;

/// <summary>One person with a screening number, as of a cutoff: a row of ADaM ADSL.</summary>
public sealed record Subject
{
    /// <summary>The participant's code (SUBJID).</summary>
    public required string Code { get; init; }

    /// <summary>The site (SITEID).</summary>
    public required string Site { get; init; }

    /// <summary>The day of screening.</summary>
    public required DateOnly ScreenedOn { get; init; }

    /// <summary>Whether screening failed.</summary>
    public required bool HasFailed { get; init; }

    /// <summary>The screening number the same person had before; empty for none, and in cuts of older versions.</summary>
    public string RescreenedFrom { get; init; } = "";

    /// <summary>The arm allocated (TRT01P); empty where not randomized by the cutoff.</summary>
    public required string Arm { get; init; }

    /// <summary>The arm whose treatment was got (TRT01A); empty where none was.</summary>
    public required string TreatedArm { get; init; }

    /// <summary>The day of randomization (RANDDT); null where there was none by the cutoff.</summary>
    public DateOnly? RandomizedOn { get; init; }

    /// <summary>The stratum as used in the allocation (STRATA).</summary>
    public required string Stratum { get; init; }

    /// <summary>The day of the first dose (TRTSDT); null for none.</summary>
    public DateOnly? FirstDose { get; init; }

    /// <summary>The day of the last dose (TRTEDT) by the cutoff; null for none.</summary>
    public DateOnly? LastDose { get; init; }

    /// <summary>How many days had a dose.</summary>
    public int DoseDays { get; init; }

    /// <summary>The day treatment ended for good; null where it has not by the cutoff.</summary>
    public DateOnly? TreatmentEnd { get; init; }

    /// <summary>Why (DCTREAS); empty where it has not ended.</summary>
    public required string TreatmentEndReason { get; init; }

    /// <summary>The day the participant left the study; null where they have not by the cutoff.</summary>
    public DateOnly? StudyEnd { get; init; }

    /// <summary>Why (DCSREAS); empty where they have not.</summary>
    public required string StudyEndReason { get; init; }

    /// <summary>The best overall response by RECIST 1.1 as CDISC writes it; empty where nothing was assessed after baseline.</summary>
    public required string BestResponse { get; init; }

    /// <summary>The codes of the analysis sets that the participant belongs to.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    /// <summary>The levels of stratification factors as used, and of the plan's other variables; empty where not on record.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Whether the participant was randomized by the cutoff.</summary>
    public bool IsRandomized => RandomizedOn is not null;

    /// <summary>The arm in which an analysis of a set counts the participant.</summary>
    /// <param name="byTreatment">Whether by the treatment they got.</param>
    public string ArmIn(bool byTreatment) => byTreatment ? TreatedArm : Arm;
}
