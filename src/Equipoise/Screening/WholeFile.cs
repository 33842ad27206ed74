namespace Equipoise.Screening;

/// <summary>A file that is there with all its content or not at all: it is written beside its place and put there at the end.</summary>
internal sealed class WholeFile : IDisposable
{
    private readonly string path;
    private readonly string draft;
    private readonly FileStream content;

    /// <summary>Begins the file.</summary>
    /// <exception cref="IOException">It cannot be written there.</exception>
    public WholeFile(string path)
    {
        this.path = path;
        draft = $"{path}.part";
        content = new FileStream(draft, FileMode.Create, FileAccess.Write);
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
