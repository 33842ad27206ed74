namespace Equipoise.Conduct.Tumors;

/// <summary>One assessment after baseline with the response derived from it.</summary>
/// <param name="Date">The day.</param>
/// <param name="Sum">The sum of target diameters in millimeters; null without targets or where one was not evaluated.</param>
/// <param name="Nadir">The smallest sum before this day, that of baseline included; null without targets.</param>
/// <param name="Target">The response of the target lesions; null without any at baseline.</param>
/// <param name="NonTarget">The response of the non-target lesions; null without any at baseline.</param>
/// <param name="New">Whether there is a new lesion.</param>
/// <param name="Overall">The response of the participant.</param>
public sealed record TumorAssessment(DateOnly Date, decimal? Sum, decimal? Nadir, Response? Target, Response? NonTarget, NewLesion New, Response Overall);
