using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Equipoise.Search.Files;

/// <summary>The checksums of a file's blocks, which stand behind its bytes, four bytes for each 64 KiB; the manifest knows the checksum of
/// these. A block is verified before it is first used, through the file and not where it is mapped: a file that was cut off then ends
/// in a sentence and not in a fault.</summary>
internal sealed class BlockSums
{
    /// <summary>How many bytes a checksum stands for.</summary>
    public const int BlockBytes = 1 << 16;

    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly long length;
    private readonly uint[] sums;
    private readonly ulong[] verified;
    private volatile int left;

    /// <summary>Reads the checksums of a file.</summary>
    /// <param name="file">The file, open.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="entry">What the manifest says of it.</param>
    /// <param name="isTrusted">Whether its blocks need not be verified, because this process has just written them.</param>
    /// <exception cref="SearchException">The checksums are not those the manifest knows.</exception>
    public BlockSums(SafeFileHandle file, string path, FileEntry entry, bool isTrusted)
    {
        (this.file, this.path) = (file, path);
        length = DataLength(entry.Length);
        sums = new uint[Blocks(length)];
        Read(MemoryMarshal.AsBytes(sums.AsSpan()), length);
        if (Checksum.Of(MemoryMarshal.AsBytes<uint>(sums)) != entry.Checksum)
            throw MappedFile.Damage(path, "was altered at its end (its checksum differs)");
        verified = new ulong[(sums.Length + 63) / 64];
        left = isTrusted ? 0 : sums.Length;
    }

    /// <summary>How many bytes a file has before its checksums.</summary>
    public static long DataLength(long fileLength) => fileLength - (fileLength + BlockBytes + 3) / (BlockBytes + 4) * 4;

    /// <summary>Sees to it that some bytes have been verified.</summary>
    /// <exception cref="SearchException">They were altered, or are no longer there.</exception>
    public void Demand(long offset, long count)
    {
        if (left == 0 || count == 0)
            return;
        var last = (offset + count - 1) / BlockBytes;
        for (var block = offset / BlockBytes; block <= last; block++)
        {
            if ((Volatile.Read(ref verified[block >> 6]) >> (int)block & 1) != 0)
                continue;
            Verify(block);
            if ((Interlocked.Or(ref verified[block >> 6], 1UL << (int)block) >> (int)block & 1) == 0)
                Interlocked.Decrement(ref left);
        }
    }

    /// <summary>Verifies every block, whether or not it was before.</summary>
    /// <exception cref="SearchException">One was altered, or is no longer there.</exception>
    public void VerifyAll()
    {
        for (var block = 0L; block < sums.Length; block++)
            Verify(block);
    }

    private static long Blocks(long length) => (length + BlockBytes - 1) / BlockBytes;

    private void Verify(long block)
    {
        var start = block * BlockBytes;
        var rented = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var bytes = rented.AsSpan(0, (int)Math.Min(BlockBytes, length - start));
            Read(bytes, start);
            if (Checksum.Of(bytes) != sums[block])
                throw MappedFile.Damage(path, $"was altered between its bytes {start} and {start + bytes.Length} (their checksum differs)");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Read(Span<byte> target, long start)
    {
        try
        {
            for (var done = 0; done < target.Length;)
            {
                var read = RandomAccess.Read(file, target[done..], start + done);
                done += read > 0 ? read : throw MappedFile.Damage(path, $"is cut off at byte {start + done}");
            }
        }
        catch (IOException failure)
        {
            throw new SearchException(MappedFile.Damage(path, $"cannot be read at byte {start} ({failure.Message})").Message, failure) { IsDamage = true };
        }
    }
}
