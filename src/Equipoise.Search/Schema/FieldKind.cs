namespace Equipoise.Search.Schema;

/// <summary>What a field holds. Every field may have any number of values in a document, none included.</summary>
public enum FieldKind
{
    /// <summary>Prose: split into words, each with its position; found by word, phrase and prefix.</summary>
    Text,

    /// <summary>A string taken whole and as it is; found by value, counted, sorted by code point.</summary>
    Keyword,

    /// <summary>A number; found by range, sorted, counted in ranges.</summary>
    Number,

    /// <summary>A calendar day; found by range, sorted, counted in ranges.</summary>
    Date,

    /// <summary>Yes or no; kept as the keywords <c>true</c> and <c>false</c>.</summary>
    Boolean,

    /// <summary>A place on Earth; found by distance, sorted by distance.</summary>
    Geo,
}
