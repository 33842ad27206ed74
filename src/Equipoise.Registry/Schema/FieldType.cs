namespace Equipoise.Registry.Schema;

/// <summary>What the values of a field are.</summary>
public enum FieldType
{
    /// <summary>An object with fields of its own.</summary>
    Structure,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>Text in the registry's small Markdown.</summary>
    Markup,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, a month or a year.</summary>
    Date,

    /// <summary>A number of years, months, weeks, days, hours or minutes.</summary>
    Duration,

    /// <summary>One of the values of an enum type.</summary>
    Enumeration,

    /// <summary>A latitude and a longitude.</summary>
    GeoPoint,
}
