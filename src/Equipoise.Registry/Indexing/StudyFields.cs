using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Indexing;

/// <summary>What the fields of the index are called. A field of the record keeps its piece name; text that is also taken
/// whole, and enum values that are also read as words, have a second name.</summary>
public static class StudyFields
{
    /// <summary>The path of the nested documents that are a study's sites.</summary>
    public const string Locations = "locations";

    /// <summary>Whether a study is a sample: <c>true</c> or <c>false</c>.</summary>
    public const string IsSample = "Equipoise.IsSample";

    /// <summary>Who pays: the classes of the lead sponsor and of the collaborators, each once.</summary>
    public const string FunderType = "Equipoise.FunderType";

    /// <summary>The year in which the study starts, as a keyword.</summary>
    public const string StartYear = "Equipoise.StartYear";

    /// <summary>The countries of its sites, each once: counted for every search, which over the sites themselves takes ten times as long.</summary>
    public const string Countries = "Equipoise.Countries";

    /// <summary>Every id of the study, without spaces and in capitals, as keywords.</summary>
    public const string Ids = "Equipoise.Ids";

    /// <summary>Of a site: country, state and city in one keyword (<see cref="Indexing.Place.Key"/>).</summary>
    public const string Place = "Equipoise.Place";

    /// <summary>Of a site: country and state in one keyword, the key of a place without its city.</summary>
    public const string Region = "Equipoise.Region";

    /// <summary>Of a site: its city and its name in one keyword (<see cref="Indexing.Facility.Key"/>).</summary>
    public const string Facility = "Equipoise.Facility";

    /// <summary>The conditions, each once however it is spelled (<see cref="ConditionName.Key"/>).</summary>
    public const string Conditions = "Equipoise.Conditions";

    /// <summary>The letters under which the conditions stand, each once.</summary>
    public const string ConditionLetters = "Equipoise.ConditionLetters";

    /// <summary>The pieces that have a value without any word, such as <c>-</c>: not missing, though no search for words finds them.</summary>
    public const string Wordless = "Equipoise.Wordless";

    /// <summary>Of a site: <c>true</c> where its record has no point and that of its city was taken from other records.</summary>
    public const string IsPointLearned = "Equipoise.IsPointLearned";

    /// <summary>Of a site: its status, or where it states none, that of the study.</summary>
    public const string SiteStatus = "Equipoise.SiteStatus";

    /// <summary>The texts that are also taken whole: to be counted and listed.</summary>
    public static IReadOnlyList<string> WholeTexts { get; } =
        ["Condition", "ConditionMeshTerm", "Keyword", "InterventionName", "LeadSponsorName", "CollaboratorName"];

    /// <summary>The texts of a site that are also taken whole.</summary>
    public static IReadOnlyList<string> WholeSiteTexts { get; } = ["LocationCountry", "LocationState", "LocationCity", "LocationFacility"];

    /// <summary>The column that holds the text of a piece whole.</summary>
    public static string Whole(string piece) => $"{piece}.whole";

    /// <summary>The text field that holds the words of an enum piece.</summary>
    public static string Words(string piece) => $"{piece}.words";

    /// <summary>The name under which the words of a field are searched.</summary>
    public static string TextOf(SchemaField field) => field.Type == FieldType.Enumeration ? Words(field.Piece) : field.Piece;

    /// <summary>True for what is searched by its words.</summary>
    internal static bool IsText(SchemaField field) => field.Type is FieldType.Text or FieldType.Markup;

    /// <summary>True for a site's own fields.</summary>
    internal static bool IsOfSite(SchemaField field) =>
        field.Parent is { } parent && (parent.IsNested || IsOfSite(parent));
}
