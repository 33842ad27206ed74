using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Files;

/// <summary>A file in memory as the operating system pages it in. Whoever reads it sees to it that it is not disposed meanwhile
/// (segments are counted).</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? file;
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* pointer;

    /// <summary>Maps a file.</summary>
    /// <exception cref="SearchException">The file is absent or its length is not the one expected.</exception>
    public MappedFile(string path, long expectedLength)
    {
        Path = path;
        try
        {
            // Others may delete or replace the file while it is mapped.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Length = stream.Length;
            if (Length != expectedLength)
                throw Damaged($"is {Length} bytes long instead of {expectedLength}");
            if (Length == 0)
                return;
            file = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
            pointer += view.PointerOffset;
        }
        catch (IOException failure)
        {
            throw new SearchException(Damaged("cannot be opened").Message, failure) { IsDamage = true };
        }
    }

    public string Path { get; }

    public long Length { get; }

    public SearchException Damaged(string how) => Damage(Path, how);

    /// <summary>The one sentence about a damaged file.</summary>
    public static SearchException Damage(string path, string how) =>
        new($"The index file {path} {how}: remove the index folder and build the index again.") { IsDamage = true };

    /// <summary>Some of its bytes, for inner loops.</summary>
    public byte* Pointer(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
            throw Damaged("points outside itself");
        return pointer + offset;
    }

    /// <summary>Some of its bytes.</summary>
    public ReadOnlySpan<byte> Slice(long offset, long length) => new(Pointer(offset, length), checked((int)length));

    /// <summary>Some of its numbers.</summary>
    public ReadOnlySpan<T> Slice<T>(long offset, long count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Slice(offset, count * sizeof(T)));

    /// <summary>The directory at its end.</summary>
    public ReadOnlySpan<byte> Directory()
    {
        var start = Slice<long>(Length - 8, 1)[0];
        return Slice(start, Length - 8 - start);
    }

    /// <summary>The checksum of the whole.</summary>
    public uint Checksum()
    {
        var checksum = new Checksum();
        for (long done = 0; done < Length; done += 1 << 26)
            checksum.Add(Slice(done, Math.Min(1 << 26, Length - done)));
        return checksum.Value;
    }

    public void Dispose()
    {
        if (view is null)
            return;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file!.Dispose();
    }
}
