namespace Equipoise.Conduct.Safety;

/// <summary>A term of the table of adverse events.</summary>
/// <param name="Term">The term.</param>
/// <param name="ByArm">For each arm, how many participants had which worst grade, from 1 to 5.</param>
public sealed record AdverseEventRow(string Term, IReadOnlyList<IReadOnlyList<int>> ByArm)
{
    /// <summary>How many participants of an arm had it, whatever the grade.</summary>
    public int AnyGrade(int arm) => ByArm[arm].Sum();

    /// <summary>How many had it in grade 3 or above.</summary>
    public int Severe(int arm) => ByArm[arm].Skip(2).Sum();
}
