namespace Equipoise.Registry.Finding;

/// <summary>The orders in which studies can be shown.</summary>
public enum FinderOrder
{
    /// <summary>What fits best first.</summary>
    Relevance,

    /// <summary>The study with the nearest site that is open first; needs a place.</summary>
    Distance,

    /// <summary>The latest update first.</summary>
    Updated,

    /// <summary>The latest start first.</summary>
    Start,

    /// <summary>The most participants first.</summary>
    Enrollment,
}
