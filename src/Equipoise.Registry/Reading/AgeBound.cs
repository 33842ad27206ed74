namespace Equipoise.Registry.Reading;

/// <summary>An age limit in years, as criteria state it.</summary>
/// <param name="IsUpper">True for "&lt; 80", false for "≥ 18".</param>
/// <param name="Years">The number.</param>
/// <param name="IsInclusive">Whether those of exactly that age are within.</param>
/// <param name="Text">The words, such as "&lt; 80".</param>
public sealed record AgeBound(bool IsUpper, int Years, bool IsInclusive, string Text)
{
    /// <summary>The last full year of age within the limit: 79 for "&lt; 80", 18 for "≥ 18".</summary>
    public int LastYear => (IsUpper, IsInclusive) switch
    {
        (true, false) => Years - 1,
        (false, false) => Years + 1,
        _ => Years,
    };
}
