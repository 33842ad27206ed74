using System.Text.Json;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;
using Equipoise.Registry.Store;
using Equipoise.Search.Highlighting;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Finding;

/// <summary>Why studies match whose title and snippet do not show it: each word that these lack, in the most weighty field of the
/// record that has it.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class HiddenMatches(StudyIndex index, RegistryStore store)
{
    // A line or two under a title explain; more would hide the study.
    private const int MostFields = 3;

    private static readonly HighlightOptions OnePiece = new() { Fragments = 1, Length = 120 };

    private static readonly IReadOnlyList<SchemaField> Searched =
        [.. RecordSchema.Area("BasicSearch").Fields.OrderByDescending(field => field.Weight).Select(field => field.Field).Distinct()];

    /// <summary>The same hits, each with the fields that its title and snippet do not show.</summary>
    /// <param name="words">The words of the search.</param>
    /// <param name="hits">The hits of a page.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<FinderHit>> AddAsync(string words, IReadOnlyList<FinderHit> hits, CancellationToken cancellation = default)
    {
        var parts = WordsQuery.Read(words, index).ToParts();
        var hidden = hits.Select(hit => parts.Where(part => !Shows(hit, part)).ToList()).ToList();
        var ids = hits.Zip(hidden).Where(entry => entry.Second.Count > 0).Select(entry => StudyId.Parse(entry.First.Card.Id)).ToList();
        var records = (await store.FindAllAsync(ids, cancellation)).ToDictionary(study => study.Record.Id.ToString(), study => study.Record, StringComparer.Ordinal);
        return [.. hits.Zip(hidden, (hit, lacking) => records.GetValueOrDefault(hit.Card.Id) is { } record ? hit with { Elsewhere = Find(record, lacking) } : hit)];
    }

    private static bool Shows(FinderHit hit, Query part) =>
        Finder.Mark(part, hit.Title.ToString(), OnePiece) is not null || (hit.Snippet is { } snippet && Finder.Mark(part, snippet.ToString(), OnePiece) is not null);

    private static List<FieldMatch> Find(StudyRecord record, IReadOnlyList<Query> parts)
    {
        var texts = new Dictionary<SchemaField, List<string>>();
        Collect(record.Root.Element!.Value, field: null, texts);
        var found = new List<FieldMatch>();
        foreach (var part in parts)
        {
            if (found.Count < MostFields && !found.Exists(match => Finder.Mark(part, match.Text.ToString(), OnePiece) is not null) && Best(texts, part) is { } best)
                found.Add(best);
        }

        return found;
    }

    private static FieldMatch? Best(Dictionary<SchemaField, List<string>> texts, Query part)
    {
        foreach (var field in Searched)
        {
            foreach (var text in texts.GetValueOrDefault(field) ?? [])
            {
                if (Finder.Mark(part, text, OnePiece) is { } marked)
                    return new FieldMatch(field.Piece, marked);
            }
        }

        return null;
    }

    private static void Collect(JsonElement value, SchemaField? field, Dictionary<SchemaField, List<string>> texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Collect(item, field, texts);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if ((field is null ? RecordSchema.FindPath(member.Name) : field.Child(member.Name)) is { IsIndexedOnly: false } child)
                        Collect(member.Value, child, texts);
                }

                break;
            case JsonValueKind.String when field is not null:
                if (!texts.TryGetValue(field, out var known))
                    texts[field] = known = [];
                var text = RecordPart.Read(value);
                known.Add(field.EnumType is { } type ? EnumLabels.Of(type, text) : text);
                break;
        }
    }
}
