using System.CommandLine;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading;
using Equipoise.Indexing;
using Equipoise.Protocols;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Screening;

/// <summary>The studies that patients are matched with.</summary>
internal static class MatchStudies
{
    private const int StudiesAtOnce = 500;
    private static readonly char[] Between = [' ', ',', ';'];

    /// <summary>The studies that a query names by their ids or finds; all there are where there is none. A study whose record holds no
    /// criteria is left out.</summary>
    public static async Task<(IReadOnlyList<MatchedStudy>? Studies, string? Problem)> FindAsync(ParseResult words, string? query, TextWriter messages, CancellationToken cancellation)
    {
        var written = (query ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(written, word => StudyId.TryParse(word, out _) && !StudyId.TryParseWhole(word, out _)) is { } slip)
            return (null, $"'{slip}' is not a study id: write NCT and eight digits.");
        var ids = written.Select(word => StudyId.TryParse(word, out var id) ? id : null).ToList();
        var named = ids.Count > 0 && ids.TrueForAll(id => id is not null) ? ids.OfType<StudyId>().ToList() : null;
        var records = await RecordsAsync(words, named is null ? query : null, named, messages, cancellation);
        if (named?.Find(id => !records.Exists(record => record.Id == id)) is { } absent && records.Count < named.Count)
            return (null, $"There is no study {absent} in {Place(words)}: import it, or name another folder with --data.");
        var studies = records.Where(record => record.EligibilityCriteria is { Length: > 0 } || ShippedProtocols.Find(record.Id.ToString()) is not null).AsParallel().AsOrdered().Select(Read).ToList();
        return studies.Count > 0 ? (studies, null) : (null, $"No study with criteria in {Place(words)} fits: change the query, import studies, or name another folder with --data.");
    }

    private static string Place(ParseResult words) => words.GetValue(SharedOptions.Database) is null ? Path.GetFullPath(words.GetRequiredValue(SharedOptions.Data)) : "the database";

    private static MatchedStudy Read(StudyRecord record) =>
        ShippedProtocols.Find(record.Id.ToString()) is { } protocol
            ? new(protocol.Study, record.Title, "protocol", protocol.Criteria)
            : new(record.Id.ToString(), record.Title, "record", RecordLimits.With(CriteriaReader.Read(record.EligibilityCriteria!), StudyText.LimitsOf(record)));

    private static async Task<List<StudyRecord>> RecordsAsync(ParseResult words, string? query, List<StudyId>? named, TextWriter messages, CancellationToken cancellation)
    {
        // A look must not make a database.
        if (words.GetValue(SharedOptions.Database) is null && !File.Exists(Path.Combine(words.GetRequiredValue(SharedOptions.Data), "registry.db")) && query is null)
            return [.. SampleStudies.All.Where(sample => named is null || named.Contains(sample.Id))];
        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var registry = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        // A folder that has never held anything shows the samples, as the site would.
        if ((await registry.IdentifyAsync(cancellation)).LastChange == 0)
            await registry.ShowSamplesAsync(SampleStudies.All, cancellation);
        var ids = named ?? (query is null ? (await registry.PresentIdsAsync(cancellation)).Select(StudyId.Parse).ToList() : await FoundAsync(words, query, registry, messages, cancellation));
        var records = new List<StudyRecord>();
        foreach (var some in ids.Chunk(StudiesAtOnce))
            records.AddRange((await registry.FindAllAsync(some, cancellation)).Select(study => study.Record));
        // As one patient can be judged by a study that ships with the program, many can.
        if (named is not null)
            records.AddRange(SampleStudies.All.Where(sample => named.Contains(sample.Id) && !records.Exists(record => record.Id == sample.Id)));
        return records;
    }

    private static async Task<List<StudyId>> FoundAsync(ParseResult words, string query, RegistryStore registry, TextWriter messages, CancellationToken cancellation)
    {
        using var index = await IndexFolder.OpenUpToDateAsync(words, registry, messages, cancellation);
        return [.. new Finder(index).FindIds(new FinderQuery { Words = query }, Finder.MostReachable, cancellation).Ids];
    }
}
