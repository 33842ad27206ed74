namespace Equipoise.Protocols.Forms;

/// <summary>What kind of answer a question takes.</summary>
public enum FieldType
{
    /// <summary>Words.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day: 2026-03-04.</summary>
    Date,

    /// <summary>A day, a month or a year: 2026-03.</summary>
    PartialDate,

    /// <summary>A day with a time: 2026-03-04T14:30.</summary>
    DateTime,

    /// <summary>Yes or no: Y, N.</summary>
    YesNo,

    /// <summary>One of a list of codes.</summary>
    Code,
}
