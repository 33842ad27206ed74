namespace Equipoise.Search.Segments;

/// <summary>The names of a segment's files.</summary>
internal static class TableFiles
{
    public const string Words = "words";
    public const string Groups = "groups";
    public const string Places = "places";
    public const string Columns = "columns";

    /// <summary>The parts of each table.</summary>
    public static readonly string[] Parts = [Words, Groups, Places, Columns];

    /// <summary>The name of one part; table 0 holds the documents, those above the nested ones.</summary>
    public static string Name(long segment, int table, string part) => $"segment-{segment:D8}.{table:D2}.{part}";

    /// <summary>The name of the lists of frequent phrases, of the documents' own table.</summary>
    public static string Phrases(long segment) => $"segment-{segment:D8}.phrases";

    /// <summary>The name of the payloads.</summary>
    public static string Payloads(long segment) => $"segment-{segment:D8}.payloads";

    /// <summary>The name of a segment's deletions as a generation has them.</summary>
    public static string Deletions(long segment, long generation) => $"segment-{segment:D8}.{generation:D8}.deleted";
}
