namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>What became of a file.</summary>
/// <param name="WasKept">Whether what counts as entered is kept; else the file was only looked at, or something in it was refused and nothing kept.</param>
/// <param name="Results">What became of each result, in the order of the file.</param>
public sealed record ImportReport(bool WasKept, IReadOnlyList<ImportedResult> Results)
{
    /// <summary>How many results had an outcome.</summary>
    public int Count(string outcome) => Results.Count(result => string.Equals(result.Outcome, outcome, StringComparison.Ordinal));
}
