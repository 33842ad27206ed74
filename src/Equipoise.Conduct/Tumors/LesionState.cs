namespace Equipoise.Conduct.Tumors;

/// <summary>What was seen of a lesion at an assessment.</summary>
public enum LesionState
{
    /// <summary>It has a diameter.</summary>
    Measured,

    /// <summary>It is there, but too small to measure; counts as 5 mm (RECIST 1.1, section 4.2.1).</summary>
    TooSmall,

    /// <summary>It is gone.</summary>
    Absent,

    /// <summary>It is there.</summary>
    Present,

    /// <summary>It has unequivocally grown.</summary>
    UnequivocalProgression,

    /// <summary>It may or may not be a lesion.</summary>
    Equivocal,

    /// <summary>It was not looked at, or could not be judged.</summary>
    NotEvaluated,
}
