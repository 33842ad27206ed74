using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.Live;

/// <summary>What is asked of a registry.</summary>
public sealed record LiveQuery
{
    private LiveQuery(string label, string path, string? parameters) => (Label, Path, Parameters) = (label, path, parameters);

    /// <summary>What people read, and the name under which an import remembers how far it has come, such as
    /// <c>ctgov:head and neck cancer</c>.</summary>
    public string Label { get; }

    internal string Path { get; }

    /// <summary>The parameters of a search, or null where one study is asked for.</summary>
    internal string? Parameters { get; }

    /// <summary>One study.</summary>
    public static LiveQuery Study(StudyId id) => new($"ctgov:{id}", $"studies/{id}", parameters: null);

    /// <summary>The studies that fit words or an expression of the registry's query language.</summary>
    public static LiveQuery Search(string term) => new($"ctgov:{term}", "studies", $"query.term={Uri.EscapeDataString(term)}");

    /// <summary>The studies whose record was updated on a day or later.</summary>
    public static LiveQuery UpdatedSince(DateOnly day)
    {
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new($"ctgov:since {date}", "studies", $"filter.advanced={Uri.EscapeDataString($"AREA[LastUpdatePostDate]RANGE[{date},MAX]")}");
    }
}
