namespace Equipoise.Protocols.Outcomes;

/// <summary>Why treatment or the study may end for a participant.</summary>
/// <param name="Code">Its code, unique in the study.</param>
/// <param name="Label">What people read.</param>
/// <param name="EndsTreatment">Whether it may end treatment.</param>
/// <param name="EndsStudy">Whether it may end participation in the study.</param>
public sealed record DiscontinuationReason(string Code, string Label, bool EndsTreatment, bool EndsStudy)
{
    /// <summary>Whether it says that the disease progressed, which ends what is planned until progression.</summary>
    public bool IsProgression { get; init; }
}
