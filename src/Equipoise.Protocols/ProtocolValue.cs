namespace Equipoise.Protocols;

/// <summary>One value of a protocol file with where it comes from.</summary>
/// <param name="Path">The keys that lead to it, joined by points; an item of a list stands under its code or id, else under its
/// place from 1: <c>arms.A.treatments.IVO.dose.amount</c>.</param>
/// <param name="Text">The value as the file writes it.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Note">What the file says about it for people; null for nothing.</param>
public sealed record ProtocolValue(string Path, string Text, Origin Origin, long Line, string? Note);
