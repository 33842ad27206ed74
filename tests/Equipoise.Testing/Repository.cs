namespace Equipoise.Testing;

/// <summary>The project's own tree, and what lies beside it.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Equipoise.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration these tests were built in, in lower case: <c>release</c> or <c>debug</c>.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>A file or folder of the project.</summary>
    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the <c>shared</c> folder beside the project; the test that asks for it skips where there is none.
    /// Each such test has a twin that works on the project's own data.</summary>
    public static string SharedPathTo(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        if (!Path.Exists(path))
            Xunit.Assert.Skip($"There is no shared/{string.Join('/', parts)} beside the project.");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Equipoise.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the project's tree.");
    }
}
