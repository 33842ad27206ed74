namespace Equipoise.Registry.Store;

/// <summary>A study's record in its written form.</summary>
/// <param name="Id">The study.</param>
/// <param name="Utf8">The record (<see cref="Records.RecordText"/>).</param>
public sealed record StudyText(string Id, ReadOnlyMemory<byte> Utf8);
