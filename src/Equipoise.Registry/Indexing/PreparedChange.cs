using Equipoise.Registry.Records;

namespace Equipoise.Registry.Indexing;

/// <summary>A change of the store, ready for the index.</summary>
/// <param name="Number">Its place in the feed.</param>
/// <param name="Id">The study.</param>
/// <param name="Entry">What is to be found of it from now on, to be given back; null where it is no longer there.</param>
internal readonly record struct PreparedChange(long Number, StudyId Id, StudyEntry? Entry);
