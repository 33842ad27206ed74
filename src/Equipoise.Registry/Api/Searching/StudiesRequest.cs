using Equipoise.Registry.Api.Parameters;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Api.Searching;

/// <summary>What <c>/studies</c> is asked for.</summary>
public sealed class StudiesRequest
{
    private const int DefaultPageSize = 10;
    private const int LargestPage = 1000;

    // The one query parameter that looks in a field of its own instead of an area.
    private const string LeadParameter = "lead";
    private static readonly string[] Conditions = ["overallStatus", "geo", "ids", "advanced", "synonyms"];

    private static readonly string[] Known =
    [
        "format", "markupFormat", "aggFilters", "geoDecay", "fields", "sort", "countTotal", "pageSize", "pageToken",
        $"query.{LeadParameter}",
        .. RecordSchema.Areas.Where(area => area.Parameter is not null).Select(area => $"query.{area.Parameter}"),
        .. Conditions.Select(name => $"filter.{name}"), .. Conditions.Select(name => $"postFilter.{name}"),
    ];

    private StudiesRequest()
    {
    }

    /// <summary>True for a table of comma-separated values instead of JSON.</summary>
    public bool IsCsv { get; private init; }

    /// <summary>True for markup as plain text.</summary>
    public bool IsLegacyMarkup { get; private init; }

    /// <summary>How many studies a page shows, 1 to 1,000.</summary>
    public int PageSize { get; private init; }

    /// <summary>Whether the first page is asked for.</summary>
    public bool IsFirstPage => Token is null;

    /// <summary>The names of the fields to show; null for all.</summary>
    public IReadOnlyList<string>? FieldNames { get; private init; }

    /// <summary>The fields that the queries look in.</summary>
    public IReadOnlyList<SchemaField> QueriedFields { get; private init; } = [];

    internal bool CountsTotal { get; private init; }

    internal IReadOnlyList<QueryPart> Parts { get; private init; } = [];

    internal IReadOnlyList<Query> Filters { get; private init; } = [];

    internal GeoFilter? Geo { get; private init; }

    internal GeoDecay Decay { get; private init; } = GeoDecay.Read(GeoDecay.Default);

    internal IReadOnlyList<SortKey> Sort { get; private init; } = [];

    internal string? Token { get; private init; }

    /// <summary>What all pages of one search have in common.</summary>
    internal IReadOnlyList<string> Signature { get; private init; } = [];

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ApiRefusalException">One is unknown or has a value that it cannot have.</exception>
    public static StudiesRequest Read(ParameterList parameters)
    {
        parameters.AllowOnly(mayHavePrefix: true, Known);
        var (queries, ids) = ReadQueries(parameters);
        var filter = StudyConditions.Read(parameters, "filter");
        var post = StudyConditions.Read(parameters, "postFilter");
        var aggregates = AggregateFilters.Read(parameters.List("aggFilters") ?? []);
        if (ids.Count > 0)
            (filter, post, aggregates) = (StudyConditions.None, StudyConditions.None, []);
        return new StudiesRequest
        {
            IsCsv = string.Equals(parameters.OneOf("format", "json", "csv"), "csv", StringComparison.Ordinal),
            IsLegacyMarkup = string.Equals(parameters.OneOf("markupFormat", "markdown", "legacy"), "legacy", StringComparison.Ordinal),
            PageSize = ReadPageSize(parameters.Text("pageSize")),
            FieldNames = parameters.List("fields"),
            QueriedFields = QueriedBy(queries),
            CountsTotal = parameters.Flag("countTotal"),
            Parts = [.. queries, .. new[] { filter.Advanced, post.Advanced }.OfType<QueryPart>()],
            Filters = [.. ids, .. filter.Queries, .. post.Queries, .. aggregates],
            Geo = filter.Geo,
            Decay = GeoDecay.Read(parameters.Text("geoDecay") is { Length: > 0 } decay ? decay : GeoDecay.Default),
            Sort = SortOrder.Read(parameters.List("sort")),
            // Programs that keep the token in a variable send it empty for the first page.
            Token = parameters.Text("pageToken") is { Length: > 0 } token ? token : null,
            Signature = [.. parameters.All.Where(entry => IsOfSearch(entry.Key)).Select(entry => $"{entry.Key}={entry.Value}")],
        };
    }

    private static (IReadOnlyList<QueryPart> Queries, IReadOnlyList<Query> Ids) ReadQueries(ParameterList parameters)
    {
        var queries = new List<QueryPart>();
        var ids = new List<Query>();
        foreach (var area in RecordSchema.Areas.Where(area => area.Parameter is not null))
            Add($"query.{area.Parameter}", new EssieTarget(area, Field: null), area.Label ?? area.Name);
        Add($"query.{LeadParameter}", EssieTarget.Find("LeadSponsorName")!, "Lead sponsor");
        return (queries, ids);

        void Add(string name, EssieTarget target, string label)
        {
            if (parameters.Text(name) is not { } text)
                return;
            if (ReadIds(text) is { Count: > 0 } studies)
                ids.Add(StudyConditions.OfIds(studies));
            else
                queries.Add(QueryPart.Read(text, target, label, ranks: true));
        }
    }

    private static IReadOnlyList<StudyId> ReadIds(string text)
    {
        var words = text.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var ids = words.Select(word => StudyId.TryParse(word, out var id) ? id : null).OfType<StudyId>().ToList();
        return ids.Count == words.Length ? ids : [];
    }

    private static IReadOnlyList<SchemaField> QueriedBy(IReadOnlyList<QueryPart> queries)
    {
        var fields = new List<SchemaField>();
        foreach (var part in queries)
        {
            try
            {
                fields.AddRange(EssieQueries.FieldsOf(part.Expression, part.Target));
            }
            catch (EssieException error)
            {
                throw QueryPart.Refuse(part.Label, error);
            }
        }

        return [.. fields.Distinct()];
    }

    private static int ReadPageSize(string? text)
    {
        if (text is null)
            return DefaultPageSize;
        if (text.Length is 0 or > 10 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw ApiRefusalException.InvalidValue("pageSize", text);
        var size = long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return size == 0 ? DefaultPageSize : (int)Math.Min(size, LargestPage);
    }

    private static bool IsOfSearch(string name) =>
        name.Contains('.', StringComparison.Ordinal) || name is "aggFilters" or "geoDecay" or "sort";
}
