namespace Equipoise.Web.Saved;

/// <summary>A row of a comparison.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Cells">The values of each study; none where a record does not say.</param>
public sealed record ComparedRow(string Name, IReadOnlyList<IReadOnlyList<string>> Cells)
{
    /// <summary>True where the studies do not all say the same, in whatever order.</summary>
    public bool Differs => Cells.Skip(1).Any(cell => !cell.Order(StringComparer.Ordinal).SequenceEqual(Cells[0].Order(StringComparer.Ordinal), StringComparer.Ordinal));

    /// <summary>True where none of them says anything.</summary>
    public bool IsEmpty => Cells.All(cell => cell.Count == 0);
}
