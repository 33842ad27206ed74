namespace Equipoise.Registry.Essie;

/// <summary>The kinds of tokens of an expression.</summary>
internal enum EssieTokenKind
{
    /// <summary>A word to be found.</summary>
    Word,

    /// <summary>Text in quotation marks.</summary>
    Quoted,

    /// <summary>A word in capitals that means something: <c>AND</c>, <c>AREA</c>.</summary>
    Keyword,

    /// <summary><c>(</c></summary>
    Open,

    /// <summary><c>)</c></summary>
    Close,

    /// <summary><c>[</c></summary>
    OpenBracket,

    /// <summary><c>]</c></summary>
    CloseBracket,

    /// <summary><c>,</c></summary>
    Comma,

    /// <summary>The end of the expression.</summary>
    End,
}
