namespace Equipoise.Registry.Reading;

/// <summary>A paragraph or a list among criteria.</summary>
public abstract record CriteriaBlock;
