namespace Equipoise.Registry.Import.Storing;

/// <summary>A sentence about one item of a source.</summary>
/// <param name="Source">The file, and behind <c>!</c> the entry of an archive.</param>
/// <param name="Position">Where in it, such as <c>line 12</c>.</param>
/// <param name="Id">The study's id, or null where none can be read.</param>
/// <param name="Reason">The sentence.</param>
public sealed record ImportRemark(string Source, string Position, string? Id, string Reason);
