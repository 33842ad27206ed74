using System.Runtime.InteropServices;

namespace Equipoise.Search.Files;

/// <summary>Sums up a file block by block while it is written.</summary>
internal sealed class BlockSumsWriter
{
    private readonly List<uint> sums = [];
    private Checksum checksum = new();
    private int inBlock;

    /// <summary>Goes on with the next bytes of the file.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, BlockSums.BlockBytes - inBlock)];
            checksum.Add(part);
            inBlock += part.Length;
            bytes = bytes[part.Length..];
            if (inBlock == BlockSums.BlockBytes)
                EndBlock();
        }
    }

    /// <summary>The sums of all blocks, to stand behind the file's bytes.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        if (inBlock > 0)
            EndBlock();
        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(sums));
    }

    private void EndBlock()
    {
        sums.Add(checksum.Value);
        (checksum, inBlock) = (new Checksum(), 0);
    }
}
