namespace Equipoise.Registry.Reading;

/// <summary>A paragraph or a list of a record's text.</summary>
public abstract record MarkupBlock;
