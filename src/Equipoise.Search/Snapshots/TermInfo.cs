namespace Equipoise.Search.Snapshots;

/// <summary>A word of the dictionary.</summary>
/// <param name="Word">Its normal form: without case, accents, plural and possessive endings.</param>
/// <param name="Documents">How many documents have it, deleted ones included until they are merged away.</param>
/// <param name="Written">The form it is most often written in.</param>
public sealed record TermInfo(string Word, int Documents, string Written);
