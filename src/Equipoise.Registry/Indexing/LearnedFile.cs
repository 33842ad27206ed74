namespace Equipoise.Registry.Indexing;

/// <summary>A file of lines of which a later one takes the place of an earlier one about the same.</summary>
internal sealed class LearnedFile(string path)
{
    // Up to this length the file is added to. All that an earlier process has left counts as whole.
    private long limit;

    public T? Read<T>(Func<TextReader, T> read)
        where T : class
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return null;
        limit = file.Length * 2;
        using var reader = new StreamReader(path);
        return read(reader);
    }

    public void Write(Action<TextWriter> all, Action<TextWriter> changed)
    {
        var file = new FileInfo(path);
        var isLong = !file.Exists || file.Length >= limit;
        // Where writing fails, what is lost of the changes comes with all the rest the next time.
        var before = limit;
        limit = 0;
        if (isLong)
        {
            // A reader sees the old file or the new one, never half of one.
            using (var writer = new StreamWriter($"{path}.new"))
                all(writer);
            File.Move($"{path}.new", path, overwrite: true);
            limit = new FileInfo(path).Length * 2;
            return;
        }

        using (var more = new StreamWriter(path, append: true))
        {
            // Should a crash have cut the last line off, it ends here.
            more.Write('\n');
            changed(more);
        }

        limit = before;
    }
}
