using System.Xml.Linq;

namespace Equipoise.Architecture;

/// <summary>The project's files, as paths with slashes from its root.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "data", ".git", "node_modules"];

    /// <summary>All files below a folder, without what a build leaves behind.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Walk(new DirectoryInfo(Repository.PathTo(folder)))
            .Select(file => Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'))
            .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)));

    public static string Read(string path) => File.ReadAllText(Repository.PathTo(path));

    public static XDocument ReadXml(string path) => XDocument.Load(Repository.PathTo(path));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(below => !NotOurs.Contains(below.Name)).SelectMany(Walk));
}
