namespace Equipoise.Registry.Indexing;

/// <summary>A hospital, practice or company where studies are done, as records name it.</summary>
/// <param name="Place">Its city.</param>
/// <param name="Name">Its name.</param>
public sealed record Facility(Place Place, string Name)
{
    /// <summary>Both in one text.</summary>
    public string Key => $"{Place.Key}{Place.Separator}{Name}";

    /// <summary>Reads <see cref="Key"/>.</summary>
    public static Facility FromKey(string key)
    {
        var end = key.LastIndexOf(Place.Separator);
        return new Facility(Place.FromKey(key[..end]), key[(end + 1)..]);
    }
}
