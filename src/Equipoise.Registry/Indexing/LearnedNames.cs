namespace Equipoise.Registry.Indexing;

/// <summary>What the records have taught: where places lie, and which names of treatments mean the same.</summary>
/// <remarks>Kept beside the index in two plain files, and derived like it.</remarks>
public sealed class LearnedNames
{
    private LearnedNames(Gazetteer places, Thesaurus treatments) => (Places, Treatments) = (places, treatments);

    /// <summary>Where places lie.</summary>
    public Gazetteer Places { get; }

    /// <summary>The other names of treatments.</summary>
    public Thesaurus Treatments { get; }

    internal static LearnedNames Load(string folder) => new(
        Read(folder, "places.tsv", Gazetteer.Read, () => new Gazetteer()),
        Read(folder, "names.tsv", Thesaurus.Read, () => new Thesaurus()));

    internal void Save(string folder)
    {
        Write(folder, "places.tsv", Places.Write);
        Write(folder, "names.tsv", Treatments.Write);
    }

    private static T Read<T>(string folder, string name, Func<TextReader, T> read, Func<T> none)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            return none();
        using var reader = new StreamReader(path);
        return read(reader);
    }

    private static void Write(string folder, string name, Action<TextWriter> write)
    {
        // A reader sees the old file or the new one, never half of one.
        var path = Path.Combine(folder, name);
        using (var writer = new StreamWriter($"{path}.new"))
            write(writer);
        File.Move($"{path}.new", path, overwrite: true);
    }
}
