namespace Equipoise.Conduct.Assessments;

/// <summary>What is derived of participants: a whole study is read for it without the forms that it has no use for.</summary>
[Flags]
public enum AssessmentUse
{
    /// <summary>Only what everything rests on: doses, sex, death.</summary>
    None = 0,

    /// <summary>Lesions and responses.</summary>
    Tumors = 1,

    /// <summary>Adverse events.</summary>
    AdverseEvents = 2,

    /// <summary>Laboratory results, which are compared with adverse events.</summary>
    Laboratory = 4,

    /// <summary>All other forms.</summary>
    Others = 8,

    /// <summary>Whatever there is.</summary>
    All = Tumors | AdverseEvents | Laboratory | Others,
}
