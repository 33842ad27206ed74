namespace Equipoise.Web.Studies.PostedResults;

/// <summary>A row of a table of results.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Cells">One a column; none for a row that is a heading for those below.</param>
/// <param name="Notes">Comments on it, as markup.</param>
/// <param name="Detail">More about its name, in small letters.</param>
public sealed record ResultsRow(string Name, IReadOnlyList<string> Cells, IReadOnlyList<string> Notes, string? Detail = null)
{
    /// <summary>True for a heading.</summary>
    public bool IsHeading => Cells.Count == 0;

    /// <summary>A heading over rows.</summary>
    public static ResultsRow Heading(string name, string? detail = null) => new(name, [], [], detail);
}
