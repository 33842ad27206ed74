using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Equipoise.Search.Files;

/// <summary>A file in memory: a small one is read as a whole, a larger one is there as the operating system pages it in. Whoever reads it sees
/// to it that it is not disposed meanwhile (segments are counted).</summary>
/// <remarks>Where a mapped file is cut off, reading what is gone ends the process, and no program can catch that. So its length and its
/// time of change are asked before every search (<see cref="DemandUnchanged"/>).</remarks>
internal sealed unsafe class MappedFile : IDisposable
{
    /// <summary>Up to this many bytes a file is read and not mapped.</summary>
    public const int MostBytesRead = 1 << 20;

    private readonly FileEntry entry;
    private readonly SafeFileHandle? file;
    private readonly BlockSums? sums;
    private readonly MemoryMappedFile? map;
    private readonly MemoryMappedViewAccessor? view;
    private readonly bool isRead;
    private readonly byte* pointer;
    private readonly Lock gate = new();
    private long changed;
    private volatile SearchException? damage;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="entry">What the manifest says of it.</param>
    /// <param name="isTrusted">Whether its bytes need not be verified, because this process has just written them.</param>
    /// <exception cref="SearchException">The file is absent, of another length, or altered as far as that is known at once.</exception>
    public MappedFile(string path, FileEntry entry, bool isTrusted)
    {
        Path = path;
        this.entry = entry;
        Length = BlockSums.DataLength(entry.Length);
        try
        {
            // Others may delete or replace the file while it is open.
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (RandomAccess.GetLength(file) is var length && length != entry.Length)
                throw Damaged($"is {length} bytes long instead of {entry.Length}");
            changed = File.GetLastWriteTimeUtc(file).Ticks;
            sums = new BlockSums(file, path, entry, isTrusted);
            if (Length == 0)
                return;
            if (Length <= MostBytesRead)
            {
                isRead = true;
                pointer = Read(file);
                file.Dispose();
                return;
            }

            map = MemoryMappedFile.CreateFromFile(file, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            view = map.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            pointer += view.PointerOffset;
        }
        catch (Exception failure)
        {
            Dispose();
            if (failure is IOException or UnauthorizedAccessException)
                throw new SearchException(Damaged($"cannot be opened ({failure.Message.TrimEnd('.')})").Message, failure) { IsDamage = true };
            throw;
        }
    }

    public string Path { get; }

    /// <summary>How many bytes it has, without its checksums.</summary>
    public long Length { get; }

    public SearchException Damaged(string how) => Damage(Path, how);

    /// <summary>The one sentence about a damaged file.</summary>
    public static SearchException Damage(string path, string how) =>
        new($"The index file {path} {how}: remove the index folder and build the index again.") { IsDamage = true };

    /// <summary>Some of its bytes, verified, for inner loops.</summary>
    public byte* Pointer(long offset, long length)
    {
        var start = Address(offset, length);
        Demand(offset, length);
        return start;
    }

    /// <summary>Where some of its bytes are; they are not to be read before <see cref="Demand"/>.</summary>
    public byte* Address(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
            throw Damaged("points outside itself");
        return pointer + offset;
    }

    /// <summary>Sees to it that some of its bytes are what was written.</summary>
    public void Demand(long offset, long length)
    {
        if (isRead)
            return;
        try
        {
            sums!.Demand(offset, length);
        }
        catch (SearchException found)
        {
            damage = found;
            throw;
        }
    }

    /// <summary>Some of its bytes, verified.</summary>
    public ReadOnlySpan<byte> Slice(long offset, long length) => new(Pointer(offset, length), checked((int)length));

    /// <summary>Some of its numbers, verified.</summary>
    public ReadOnlySpan<T> Slice<T>(long offset, long count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Slice(offset, count * sizeof(T)));

    /// <summary>The directory at its end.</summary>
    public ReadOnlySpan<byte> Directory()
    {
        var start = Slice<long>(Length - 8, 1)[0];
        return Slice(start, Length - 8 - start);
    }

    /// <summary>Sees to it that nobody has touched the file since it was opened. Where its time of change is another but all of its
    /// bytes are as they were, nothing has happened.</summary>
    /// <exception cref="SearchException">It was cut off, grew, or was altered; it stays so.</exception>
    public void DemandUnchanged()
    {
        if (isRead || Length == 0)
            return;
        if (damage is { } known)
            throw Damaged(known);
        var (length, time) = (RandomAccess.GetLength(file!), File.GetLastWriteTimeUtc(file!).Ticks);
        if (length == entry.Length && time == Interlocked.Read(ref changed))
            return;
        lock (gate)
        {
            try
            {
                if (length != entry.Length)
                    throw Damaged($"is {length} bytes long instead of {entry.Length}");
                sums!.VerifyAll();
                Interlocked.Exchange(ref changed, time);
            }
            catch (SearchException found)
            {
                damage = found;
                throw;
            }
        }
    }

    /// <summary>Reads all of it and compares it with its checksums.</summary>
    /// <exception cref="SearchException">Something was altered.</exception>
    public void Verify()
    {
        DemandUnchanged();
        if (!isRead && Length > 0)
            sums!.VerifyAll();
    }

    public void Dispose()
    {
        if (isRead)
            NativeMemory.Free(pointer);
        view?.SafeMemoryMappedViewHandle.ReleasePointer();
        view?.Dispose();
        map?.Dispose();
        file?.Dispose();
    }

    // The same sentence again, with a place of its own for where it was thrown.
    private static SearchException Damaged(SearchException known) => new(known.Message, known) { IsDamage = true };

    private byte* Read(SafeFileHandle from)
    {
        sums!.Demand(0, Length);
        var bytes = (byte*)NativeMemory.Alloc((nuint)Length);
        var target = new Span<byte>(bytes, (int)Length);
        for (var done = 0; done < target.Length;)
        {
            var read = RandomAccess.Read(from, target[done..], done);
            if (read == 0)
            {
                NativeMemory.Free(bytes);
                throw Damaged($"is cut off at byte {done}");
            }

            done += read;
        }

        return bytes;
    }
}
