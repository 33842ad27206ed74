namespace Equipoise.Registry.Finding;

/// <summary>A part of the words of a search.</summary>
/// <param name="Words">A word, a name of several, or a phrase in its quotation marks.</param>
/// <param name="Total">How many studies it alone would find, all else as it is.</param>
/// <param name="Meant">What it may have been meant to be, where that finds more; or null.</param>
/// <param name="MeantTotal">How many studies that alone would find.</param>
public sealed record PartCount(string Words, int Total, string? Meant, int MeantTotal);
