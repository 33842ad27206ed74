using Equipoise.Registry.Essie;
using Equipoise.Registry.Essie.Expressions;

namespace Equipoise.Registry.Api.Searching;

/// <summary>An expression of a request and where it looks.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Target">Where it looks where it does not say.</param>
/// <param name="Label">What people call the place, for when the expression cannot be asked.</param>
/// <param name="Ranks">Whether what it matches counts for the order.</param>
internal sealed record QueryPart(Expression Expression, EssieTarget Target, string Label, bool Ranks)
{
    /// <summary>Reads an expression.</summary>
    /// <exception cref="ApiRefusalException">It is none.</exception>
    public static QueryPart Read(string text, EssieTarget target, string label, bool ranks)
    {
        try
        {
            return new QueryPart(EssieRewriting.Simplify(EssieParser.Parse(text)), target, label, ranks);
        }
        catch (EssieException error)
        {
            throw Refuse(label, error);
        }
    }

    /// <summary>What to answer where the expression of a place cannot be read or asked.</summary>
    public static ApiRefusalException Refuse(string label, EssieException error) =>
        new($"Error parsing query in {label}: {error.Message}", error) { Position = error.Position };
}
