namespace Equipoise.Registry.Store;

/// <summary>A row of <c>vocabulary</c>.</summary>
internal sealed class VocabularyRow
{
    public string Hash { get; init; } = "";

    public byte[]? Packed { get; init; }
}
