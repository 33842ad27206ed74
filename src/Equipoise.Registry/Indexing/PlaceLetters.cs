using System.Collections.Frozen;

namespace Equipoise.Registry.Indexing;

/// <summary>The letters by which people call states and countries, beside the names that records give them.</summary>
/// <remarks>States of the United States by the codes of its postal service, provinces of Canada by those of theirs.</remarks>
internal static class PlaceLetters
{
    private const string Table =
        """
        al=alabama ak=alaska az=arizona ar=arkansas ca=california co=colorado ct=connecticut de=delaware dc=district of columbia
        fl=florida ga=georgia hi=hawaii id=idaho il=illinois in=indiana ia=iowa ks=kansas ky=kentucky la=louisiana me=maine
        md=maryland ma=massachusetts mi=michigan mn=minnesota ms=mississippi mo=missouri mt=montana ne=nebraska nv=nevada
        nh=new hampshire nj=new jersey nm=new mexico ny=new york nc=north carolina nd=north dakota oh=ohio ok=oklahoma or=oregon
        pa=pennsylvania pr=puerto rico ri=rhode island sc=south carolina sd=south dakota tn=tennessee tx=texas ut=utah vt=vermont
        va=virginia wa=washington wv=west virginia wi=wisconsin wy=wyoming
        ab=alberta bc=british columbia mb=manitoba nb=new brunswick nl=newfoundland ns=nova scotia on=ontario
        pe=prince edward island qc=quebec sk=saskatchewan
        us=united states usa=united states america=united states uk=united kingdom england=united kingdom scotland=united kingdom
        wales=united kingdom holland=netherlands uae=united arab emirates
        """;

    private static readonly FrozenDictionary<string, string> Names = Read();

    /// <summary>The folded name that folded letters stand for, or null.</summary>
    public static string? Find(string letters) => Names.GetValueOrDefault(letters.Replace(".", "", StringComparison.Ordinal));

    private static FrozenDictionary<string, string> Read()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var letters = "";
        foreach (var word in Table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split('=') is [var next, var name])
                names[letters = next] = name;
            else
                names[letters] += $" {word}";
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
