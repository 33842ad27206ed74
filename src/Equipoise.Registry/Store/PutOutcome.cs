namespace Equipoise.Registry.Store;

/// <summary>What became of a record that was put into the store.</summary>
public enum PutOutcome
{
    /// <summary>The study was not known before.</summary>
    New,

    /// <summary>It is now the study's record.</summary>
    Changed,

    /// <summary>The study's record is what it was: this is the same one, or an older one, which is kept among its
    /// versions.</summary>
    Unchanged,

    /// <summary>It was not stored: the same run brought another record of the study with the same date.</summary>
    Contradicts,
}
