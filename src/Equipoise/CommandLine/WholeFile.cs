namespace Equipoise.CommandLine;

/// <summary>A file that is there with all its content or not at all: it is written beside its place and put there at the end.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string path;
    private readonly string draft;
    private readonly FileStream content;

    /// <summary>Begins the file.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder has that name, or nothing may be written there.</exception>
    public WholeFile(string path)
    {
        if (Directory.Exists(path))
            throw new UnauthorizedAccessException($"'{path}' is a folder.");
        this.path = path;
        draft = $"{path}.part";
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
        File.Move(draft, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        content.Dispose();
        File.Delete(draft);
    }
}
