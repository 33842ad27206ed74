namespace Equipoise.Protocols.Forms;

/// <summary>The numbers from one to another, both included.</summary>
/// <param name="From">The least; null for no such bound.</param>
/// <param name="To">The largest; null for no such bound.</param>
public sealed record NumberRange(decimal? From, decimal? To)
{
    /// <summary>Whether a number lies in it.</summary>
    public bool Holds(decimal number) => !(number < From) && !(number > To);
}
