namespace Equipoise.Registry.Import.Sources;

/// <summary>One line of a zip archive's directory.</summary>
internal sealed record ZipEntry(string Name, int Flags, int Method, uint Checksum, long PackedSize, long HeaderOffset)
{
    public bool IsFolder => Name.EndsWith('/') || Name.EndsWith('\\');

    public bool IsEncrypted => (Flags & 1) != 0;
}
