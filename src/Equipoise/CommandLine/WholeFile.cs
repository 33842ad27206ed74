namespace Equipoise.CommandLine;

/// <summary>A file that is there with all its content or not at all: it is written beside its place and put there at the end. What is no file, such as
/// a pipe or a device, is written to as it stands, and a link to a file stays one.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string path;
    private readonly string? draft;
    private readonly FileStream content;

    /// <summary>Begins the file.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder has that name, or nothing may be written there.</exception>
    public WholeFile(string path)
    {
        if (Directory.Exists(path))
            throw new UnauthorizedAccessException($"'{path}' is a folder.");
        this.path = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : Path.GetFullPath(path);
        if (Unreplaceable(this.path) is { } there)
        {
            content = there;
            return;
        }

        draft = $"{this.path}.part";
        content = new FileStream(draft, FileMode.Create, FileAccess.Write);
    }

    /// <summary>Writes a file that is known whole.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellation)
    {
        using var file = new WholeFile(path);
        await file.Content.WriteAsync(bytes, cancellation);
        file.Keep();
    }

    /// <summary>Where its content goes.</summary>
    public Stream Content => content;

    /// <summary>Puts it into its place.</summary>
    public void Keep()
    {
        content.Dispose();
        if (draft is not null)
            File.Move(draft, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        content.Dispose();
        if (draft is not null)
            File.Delete(draft);
    }

    // A pipe has no position. A device may have one; devices have a folder of their own.
    private static FileStream? Unreplaceable(string path)
    {
        if (!File.Exists(path))
            return null;
        var there = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        if (!there.CanSeek || path.StartsWith("/dev/", StringComparison.Ordinal))
            return there;
        there.Dispose();
        return null;
    }
}
