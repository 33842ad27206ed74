using Equipoise.Registry.Essie.Expressions;

namespace Equipoise.Registry.Essie;

/// <summary>Makes an expression simpler without changing what it means: sums within sums and products within products become
/// one, two negations cancel out.</summary>
public static class EssieRewriting
{
    /// <summary>The simpler form.</summary>
    public static Expression Simplify(Expression expression) => expression switch
    {
        AndExpression and => and with { Parts = [.. and.Parts.Select(Simplify).SelectMany(part => part is AndExpression inner ? inner.Parts : [part])] },
        OrExpression or => or with { Parts = [.. or.Parts.Select(Simplify).SelectMany(part => part is OrExpression inner ? inner.Parts : [part])] },
        NotExpression { Inner: NotExpression inner } => Simplify(inner.Inner),
        NotExpression not => not with { Inner = Simplify(not.Inner) },
        AreaExpression area => area with { Inner = Simplify(area.Inner) },
        SearchExpression search => search with { Inner = Simplify(search.Inner) },
        CoverageExpression coverage => coverage with { Inner = Simplify(coverage.Inner) },
        ExpansionExpression expansion => expansion with { Inner = Simplify(expansion.Inner) },
        TiltExpression tilt => tilt with { Inner = Simplify(tilt.Inner) },
        _ => expression,
    };
}
