namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What limits are about: variables, and whether all of them or any is meant; or age, performance status, life
/// expectancy.</summary>
internal sealed record Subjects(IReadOnlyList<string> Variables, bool Any)
{
    public const string Age = "$age";
    public const string LifeExpectancy = "$life";
    public const string Performance = "$performance";
}
