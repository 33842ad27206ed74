namespace Equipoise.Eligibility.Matching;

/// <summary>What a <see cref="Step"/> does.</summary>
internal enum StepKind
{
    /// <summary>It asks one statement.</summary>
    Statement,

    /// <summary>Nobody can say by program.</summary>
    Unknown,

    /// <summary>All parts hold.</summary>
    All,

    /// <summary>A number of the parts holds.</summary>
    AtLeast,

    /// <summary>The one part does not hold.</summary>
    Not,

    /// <summary>Both parts come to the same.</summary>
    Agree,

    /// <summary>A limit that depends: guard, then, and perhaps otherwise.</summary>
    Given,
}
