using Equipoise.Search;

namespace Equipoise.Registry.Indexing;

/// <summary>What can befall the folder of an index, in sentences.</summary>
internal static class IndexFaults
{
    // ENOSPC and EDQUOT of Linux and macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows, as .NET hands them on.
    private static readonly int[] DiskIsFull = [28, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>True where a file could not be written because the disk or the user's share of it is full.</summary>
    public static bool IsDiskFull(Exception failure) => failure is IOException && DiskIsFull.Contains(failure.HResult);

    /// <summary>The sentence about a full disk.</summary>
    public static SearchException DiskFull(string folder, Exception failure) =>
        new($"The disk is full where the index lies ({folder}): make room. The records are safe, and the index goes on from its last commit.", failure);

    /// <summary>The damage that a folder without files is.</summary>
    public static SearchException Deleted(string folder) =>
        new($"The index in {folder} was deleted: build it again.") { IsDamage = true };

    /// <summary>What an index is that holds nothing yet of a store that holds studies.</summary>
    public static SearchException NotBuiltYet(string folder) =>
        new($"The index in {folder} is being built for the first time: wait until it is.") { IsDamage = true, IsFirstBuild = true };

    /// <summary>The damage that a rebuild which did not come to its end leaves behind.</summary>
    public static SearchException HalfBuilt(string folder) =>
        new($"The index in {folder} was built only in part: build it again.") { IsDamage = true };
}
