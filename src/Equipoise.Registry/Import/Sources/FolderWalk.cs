namespace Equipoise.Registry.Import.Sources;

/// <summary>The files below a folder in the order of their names, folders in their place among the files.</summary>
internal static class FolderWalk
{
    private static readonly EnumerationOptions Visible = new()
    {
        IgnoreInaccessible = true,
        // A link may lead in a circle, or out of what the user named.
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    public static IEnumerable<string> Files(string folder)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", Visible).Order(StringComparer.Ordinal))
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }

            foreach (var file in Files(path))
                yield return file;
        }
    }
}
