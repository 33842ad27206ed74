namespace Equipoise.Protocols.Outcomes;

/// <summary>How much rests on an endpoint.</summary>
public enum EndpointLevel
{
    /// <summary>The study is judged by it.</summary>
    Primary,

    /// <summary>It supports the judgment.</summary>
    Secondary,

    /// <summary>It is looked at.</summary>
    Exploratory,
}
