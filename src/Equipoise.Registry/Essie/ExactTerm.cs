using Equipoise.Registry.Essie.Expressions;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>A term that counts only as it is written, capitals and accents included (<c>EXPANSION[None]</c>). The index knows words
/// in small letters only; which of the studies it finds hold the term to the letter, their records say.</summary>
/// <param name="Text">The words, with single blanks.</param>
/// <param name="Target">Where they are looked for.</param>
/// <param name="Coverage">How much of a value they make up.</param>
public sealed record ExactTerm(string Text, EssieTarget Target, Coverage Coverage)
{
    /// <summary>The studies among which are all that hold the term.</summary>
    public required Query Candidates { get; init; }

    /// <summary>What finds the words in one site, in any capitals; null where any site of a study will do.</summary>
    public Query? InSite { get; init; }

    /// <summary>Where it stands in the expression, counted from 0.</summary>
    public int Position { get; init; }

    /// <summary>Terms are equal that find the same.</summary>
    public bool Equals(ExactTerm? other) =>
        other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal) && Target == other.Target && Coverage == other.Coverage
        && InSite is null == other.InSite is null;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Target, Coverage, InSite is null);
}
