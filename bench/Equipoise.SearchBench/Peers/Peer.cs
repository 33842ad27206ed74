namespace Equipoise.SearchBench;

/// <summary>A search engine that does the work of the bench.</summary>
internal abstract class Peer : IDisposable
{
    public abstract string Name { get; }

    /// <summary>The processes beside this one that work for it.</summary>
    public virtual IReadOnlyList<int> Processes => [];

    public static Peer Named(string name, string folder) => name switch
    {
        "equipoise" => new Peers.EquipoisePeer(folder),
        "sqlite" => new Peers.SqlitePeer(folder),
        "postgres" => new Peers.PostgresPeer(),
        _ => throw new ArgumentException($"There is no peer '{name}': write equipoise, sqlite or postgres.", nameof(name)),
    };

    /// <summary>Builds the index from nothing and makes it ready to be asked.</summary>
    public abstract void Build(IEnumerable<BenchDocument> documents);

    /// <summary>The bytes of the index on disk.</summary>
    public abstract long Size();

    /// <summary>Makes what one thread needs to ask.</summary>
    public abstract IAsker Open();

    public abstract void Dispose();
}
