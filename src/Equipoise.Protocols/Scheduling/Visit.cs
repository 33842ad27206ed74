using System.Globalization;

namespace Equipoise.Protocols.Scheduling;

/// <summary>A visit or assessment of the schedule.</summary>
/// <param name="Code">Its code, unique in the study.</param>
/// <param name="Name">What people call it; {n} stands for its count where it repeats.</param>
/// <param name="Kind">In which part of the study it lies.</param>
/// <param name="When">When it is planned; null for a visit without plan.</param>
/// <param name="Forms">The codes of the forms to fill in at it.</param>
public sealed record Visit(string Code, string Name, VisitKind Kind, Timing? When, IReadOnlyList<string> Forms)
{
    /// <summary>The name of the visit's n-th time.</summary>
    public string NameOf(int count) => Name.Replace("{n}", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
