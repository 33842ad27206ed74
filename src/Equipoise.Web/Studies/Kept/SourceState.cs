namespace Equipoise.Web.Studies.Kept;

/// <summary>The state of all that pages of studies are made of: the same state, the same pages.</summary>
/// <param name="Store">Which store it is.</param>
/// <param name="LastChange">The number of its last change.</param>
/// <param name="Index">Which index it is.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Published">Changes with what sponsors published of studies conducted here.</param>
internal readonly record struct SourceState(string Store, long LastChange, string Index, long Generation, long Published = 0);
