namespace Equipoise.Registry.Records;

/// <summary>A page on the web that a record points to.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Url">Its address as the record writes it, which may be anything.</param>
public sealed record WebLink(string? Label, string? Url);
