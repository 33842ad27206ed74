namespace Equipoise.Search.Segments;

/// <summary>The index files that this process has mapped, so that its writer leaves them where they are until nobody reads them.</summary>
internal static class FilesInUse
{
    private static readonly Dictionary<string, int> Holders = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    public static void Add(string folder, IEnumerable<string> names)
    {
        lock (Gate)
        {
            foreach (var path in Paths(folder, names))
                Holders[path] = Holders.GetValueOrDefault(path) + 1;
        }
    }

    public static void Remove(string folder, IEnumerable<string> names)
    {
        lock (Gate)
        {
            foreach (var path in Paths(folder, names))
            {
                if (--Holders[path] == 0)
                    Holders.Remove(path);
            }
        }
    }

    public static bool Contains(string folder, string name)
    {
        lock (Gate)
            return Holders.ContainsKey(Path.Combine(Path.GetFullPath(folder), name));
    }

    private static IEnumerable<string> Paths(string folder, IEnumerable<string> names) => names.Select(name => Path.Combine(Path.GetFullPath(folder), name));
}
