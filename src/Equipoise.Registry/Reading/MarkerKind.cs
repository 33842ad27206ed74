namespace Equipoise.Registry.Reading;

/// <summary>How the items of a list are marked.</summary>
public enum MarkerKind
{
    /// <summary>Alike: <c>*</c>, <c>-</c>, <c>•</c>.</summary>
    Bullet,

    /// <summary>1, 2, 3.</summary>
    Number,

    /// <summary>a, b, c.</summary>
    Letter,

    /// <summary>i, ii, iii.</summary>
    Roman,
}
