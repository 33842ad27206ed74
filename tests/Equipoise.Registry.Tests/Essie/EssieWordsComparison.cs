using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Tests.Essie;

/// <summary>Compares what terms find with what the texts of the records say, and with each other: a wider expansion or coverage finds
/// all that a narrower one does.</summary>
internal static partial class EssieWordsComparison
{
    private static readonly string[] Coverages = ["Contains", "StartsWith", "EndsWith", "FullMatch"];
    private static readonly string[] Operators = ["NOT", "AND", "OR", "SEARCH", "AREA", "RANGE", "DISTANCE", "COVERAGE", "EXPANSION", "TILT", "ALL", "MISSING", "MIN", "MAX"];
    private static readonly string[] Expansions = ["None", "Term", "Concept", "Relaxation", "Lossy"];

    private static readonly string[] Pieces =
    [
        "BriefTitle", "OfficialTitle", "Acronym", "Condition", "Keyword", "InterventionName", "InterventionOtherName", "ArmGroupLabel", "LeadSponsorName", "CollaboratorName",
        "LocationFacility", "LocationCity", "LocationCountry", "PrimaryOutcomeMeasure", "BriefSummary", "OrgFullName", "SecondaryId", "ConditionMeshTerm", "EligibilityCriteria",
    ];

    /// <summary>Compares for terms taken from the records.</summary>
    public static async Task CompareAsync(IReadOnlyList<StudyRecord> records, int terms)
    {
        await using var studies = await IndexedStudies.OfAsync(records);
        var texts = Pieces.ToDictionary(piece => piece, piece => records.Select(record => Of(record, piece)).ToList(), StringComparer.Ordinal);
        var random = new Random(Thoroughness.Full ? Environment.TickCount : 20261122);
        for (var tried = 0; tried < terms;)
        {
            var piece = Pieces[random.Next(Pieces.Length)];
            var values = texts[piece][random.Next(records.Count)].Texts;
            if (values.Count == 0 || TermOf(values[random.Next(values.Count)], random) is not { } term)
                continue;
            tried++;
            var coverage = Coverages[random.Next(Coverages.Length)];
            var expected = texts[piece].Where(record => record.Texts.Any(text => Fits(text, term, coverage))).Select(record => record.Id);
            var found = Ids(studies.Find($"AREA[{piece}]COVERAGE[{coverage}]EXPANSION[None]\"{term}\""));
            string.Join(' ', found.Order(StringComparer.Ordinal)).ShouldBe(string.Join(' ', expected.Order(StringComparer.Ordinal)), $"{piece} {coverage} '{term}'");
            foreach (var expansion in Expansions.Skip(1))
            {
                var wider = Ids(studies.Find($"AREA[{piece}]COVERAGE[{coverage}]EXPANSION[{expansion}]{term}"));
                found.IsSubsetOf(wider).ShouldBeTrue($"{piece} {coverage} {expansion} '{term}'");
                found = wider;
            }

            var contains = Ids(studies.Find($"AREA[{piece}]EXPANSION[Term]{term}"));
            foreach (var narrower in Coverages.Skip(1))
                Ids(studies.Find($"AREA[{piece}]COVERAGE[{narrower}]EXPANSION[Term]{term}")).IsSubsetOf(contains).ShouldBeTrue($"{piece} {narrower} '{term}'");
        }
    }

    private static HashSet<string> Ids(IReadOnlyList<string> ids) => ids.ToHashSet(StringComparer.Ordinal);

    private static (string Id, List<string> Texts) Of(StudyRecord record, string piece)
    {
        using var json = JsonDocument.Parse(record.Utf8);
        return (record.Id.ToString(), [.. NaiveEssie.Texts(json.RootElement, RecordSchema.Piece(piece)).Select(text => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))]);
    }

    // One to three words of letters only: what else may stand between words, and how it parts them, is the engine's own matter.
    private static string? TermOf(string text, Random random)
    {
        var words = Words().Matches(text);
        if (words.Count == 0)
            return null;
        var found = words[random.Next(words.Count)].Value.Split(' ');
        var start = random.Next(found.Length);
        var term = string.Join(' ', found.Skip(start).Take(random.Next(1, 4)));
        return term.Split(' ').Any(Operators.Contains) ? null : term;
    }

    private static bool Fits(string text, string term, string coverage)
    {
        var (before, after) = (coverage is "FullMatch" or "StartsWith" ? "\\A" : "(?<![\\p{L}\\p{M}\\p{N}'’])", coverage is "FullMatch" or "EndsWith" ? "\\z" : "(?![\\p{L}\\p{M}\\p{N}])(?!['’]\\p{L})");
        return Regex.IsMatch(text, before + Regex.Escape(term) + after, RegexOptions.None, TimeSpan.FromSeconds(5));
    }

    [GeneratedRegex("(?<![\\p{L}\\p{M}\\p{N}'’.,-])[A-Za-z]{2,}( [A-Za-z]{2,})*(?![\\p{L}\\p{M}\\p{N}'’-])", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Words();
}
