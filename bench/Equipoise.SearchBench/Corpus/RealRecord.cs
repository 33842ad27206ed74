using System.Text.Json;
using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Corpus;

/// <summary>A real record, from which others are made.</summary>
/// <param name="Record">The record.</param>
/// <param name="Topics">Its MeSH terms, those above them and its conditions, in small letters.</param>
/// <param name="Words">How many words its texts have.</param>
internal sealed record RealRecord(StudyRecord Record, IReadOnlyList<string> Topics, int Words)
{
    public static RealRecord From(StudyRecord record, HashSet<ulong> vocabulary)
    {
        var words = 0;
        using var document = JsonDocument.Parse(record.Utf8);
        Count(document.RootElement, vocabulary, ref words);
        var topics = record.ConditionHeadings.Concat(record.ConditionAncestors).Concat(record.Conditions).Select(topic => topic.ToLowerInvariant());
        return new RealRecord(record, [.. topics.Distinct(StringComparer.Ordinal)], words);
    }

    private static void Count(JsonElement value, HashSet<ulong> vocabulary, ref int words)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                Count(member.Value, vocabulary, ref words);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Count(item, vocabulary, ref words);
        }
        else if (value.ValueKind == JsonValueKind.String)
        {
            foreach (var word in SearchBench.Words.Tokens(value.GetString()!).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                vocabulary.Add(SearchBench.Words.Hash(word));
                words++;
            }
        }
    }
}
