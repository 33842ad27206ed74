namespace Equipoise.Registry.Indexing;

/// <summary>What the records have taught: where places lie, and which names of treatments mean the same.</summary>
/// <remarks>Kept beside the index in two plain files, and derived like it. What a change teaches is written behind what stands there; when as
/// much was added as a whole file has, it is written whole again.</remarks>
public sealed class LearnedNames
{
    private readonly LearnedFile places;
    private readonly LearnedFile treatments;

    private LearnedNames(string folder)
    {
        places = new LearnedFile(Path.Combine(folder, "places.tsv"));
        treatments = new LearnedFile(Path.Combine(folder, "names.tsv"));
        Places = places.Read(Gazetteer.Read) ?? new Gazetteer();
        Treatments = treatments.Read(Thesaurus.Read) ?? new Thesaurus();
    }

    /// <summary>Where places lie.</summary>
    public Gazetteer Places { get; }

    /// <summary>The other names of treatments.</summary>
    public Thesaurus Treatments { get; }

    internal static LearnedNames Load(string folder) => new(folder);

    internal void Save()
    {
        places.Write(Places.Write, Places.WriteChanged);
        treatments.Write(Treatments.Write, Treatments.WriteChanged);
    }
}
