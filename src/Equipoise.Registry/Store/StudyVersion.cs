using Equipoise.Registry.Records;

namespace Equipoise.Registry.Store;

/// <summary>One version of a study's record.</summary>
/// <param name="Number">Its number, from 1 in the order of coming in.</param>
/// <param name="Updated">The date of last update that the record states, or null where it states none.</param>
/// <param name="StoredAt">When it came in.</param>
/// <param name="Form">Whether it came as it is.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal digits.</param>
/// <param name="IsCurrent">True for the one that is the study's record today.</param>
public sealed record StudyVersion(int Number, PartialDate? Updated, DateTimeOffset StoredAt, StudyForm Form, string Hash, bool IsCurrent);
