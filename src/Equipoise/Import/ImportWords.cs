using System.CommandLine.Parsing;
using System.Globalization;
using Equipoise.Registry.Import.Live;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Records;

namespace Equipoise.Import;

/// <summary>What the words of <c>equipoise import</c> name: files and folders, and questions to a live registry.</summary>
/// <param name="Paths">Files and folders, in the order named.</param>
/// <param name="Queries">Questions, in the order named.</param>
internal sealed record ImportWords(IReadOnlyList<string> Paths, IReadOnlyList<LiveQuery> Queries)
{
    private const string Live = "ctgov:";

    /// <summary>Reads words that <see cref="WhatIsWrongWith"/> found nothing wrong with.</summary>
    public static ImportWords Read(IReadOnlyList<string> words, DateOnly? since)
    {
        var (paths, queries) = (new List<string>(), new List<LiveQuery>());
        foreach (var word in words)
        {
            if (Exists(word))
                paths.Add(word);
            else if (QueryOf(word) is { } query)
                queries.Add(query);
        }

        if (since is { } day)
            queries.Add(LiveQuery.UpdatedSince(day));
        return new ImportWords(paths, queries);
    }

    /// <summary>The sentence about a word that names nothing, or null.</summary>
    public static string? WhatIsWrongWith(string word)
    {
        if (Exists(word) || QueryOf(word) is not null)
            return null;
        if (word.StartsWith('-'))
            return $"'equipoise import' has no option '{SourceLabel.Of(word)}'.";
        return string.Equals(word, Live, StringComparison.Ordinal)
            ? "'ctgov:' asks for nothing: put words behind it, such as \"ctgov:head and neck cancer\"."
            : $"There is no file or folder '{SourceLabel.Of(word)}', and it is no id of a study: check the name, or write \"ctgov:{SourceLabel.Of(word)}\" to ask ClinicalTrials.gov.";
    }

    /// <summary>Reads the value of <c>--since</c>.</summary>
    public static DateOnly? ReadDay(ArgumentResult result)
    {
        var word = result.Tokens is [var token] ? token.Value : "";
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"--since '{word}' is not a day: write one such as 2026-11-01.");
        return null;
    }

    private static bool Exists(string word) => File.Exists(word) || Directory.Exists(word);

    private static LiveQuery? QueryOf(string word)
    {
        if (word.StartsWith(Live, StringComparison.Ordinal))
            return word[Live.Length..].Trim() is { Length: > 0 } term ? LiveQuery.Search(term) : null;
        return StudyId.TryParseWhole(word, out var id) && !id.IsSynthetic ? LiveQuery.Study(id) : null;
    }
}
