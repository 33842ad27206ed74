namespace Equipoise.Registry.Import.Sources;

/// <summary>What a <see cref="ValueScanner"/> has come to.</summary>
internal enum ScanState
{
    /// <summary>The value goes on.</summary>
    More,

    /// <summary>The value ends before the scanner's place.</summary>
    Complete,

    /// <summary>The scanner stands behind the bracket that opens the <c>studies</c> of a page.</summary>
    Studies,

    /// <summary>One bracket too many is open.</summary>
    TooDeep,

    /// <summary>The value is larger than a record may be.</summary>
    TooLarge,

    /// <summary>The source ends within the value.</summary>
    Truncated,

    /// <summary>The scanner stands at what cannot be JSON, or behind it.</summary>
    Broken,
}
