using System.Runtime.InteropServices;

namespace Equipoise.Search.Files;

/// <summary>The folder of an index: its lock, and changes of names that survive a power cut.</summary>
internal static partial class IndexFolder
{
    private const string LockName = "writer.lock";

    /// <summary>Takes the writer's lock.</summary>
    /// <exception cref="SearchException">Another writer has it.</exception>
    public static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SearchException($"The index in {folder} cannot be written: another process is writing it or the folder is not ours; wait for it to end or choose another folder.", failure) { IsLock = true };
        }
    }

    /// <summary>Gives a file its name in one step, in the place of any before, for good.</summary>
    public static void Publish(string temporary, string final)
    {
        File.Move(temporary, final, overwrite: true);
        Flush(Path.GetDirectoryName(final)!);
    }

    /// <summary>Waits until the folder's names are on the disk. Where the system has no such call, names are durable anyway.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(folder, 0);
        if (handle < 0)
            throw new SearchException($"The folder {folder} cannot be opened to make its names durable: check its permissions.");
        var result = Synchronize(handle);
        _ = Close(handle);
        if (result != 0)
            throw new SearchException($"The disk did not confirm the names in {folder}: check the disk.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
