namespace Equipoise.Registry.Finding;

/// <summary>A condition of a search that finds little.</summary>
/// <param name="Name">Its name: that of a facet, or <c>words</c>, <c>place</c>, <c>age</c>, <c>person</c>, <c>recruiting</c>.</param>
/// <param name="TotalWithout">How many studies would fit without it.</param>
public sealed record NarrowingFilter(string Name, int TotalWithout)
{
    /// <summary>The name of the words.</summary>
    public const string Words = "words";
}
