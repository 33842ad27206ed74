namespace Equipoise.Eligibility.Evaluation;

/// <summary>How something that is denied beside a condition or treatment is meant.</summary>
internal enum ExceptionReading
{
    /// <summary>It must not be there.</summary>
    None,

    /// <summary>It does not count.</summary>
    Exception,

    /// <summary>It may be either; only where both come to the same is the answer known.</summary>
    Either,
}
