using System.CommandLine;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Criteria;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Screening;

/// <summary>The criteria text that a verb works on, or why there is none.</summary>
/// <param name="Study">The study's id; null for a text of no study.</param>
/// <param name="Text">The text; null where there is none.</param>
/// <param name="Problem">Why there is none, in a sentence.</param>
internal sealed record StudyText(string? Study, string? Text, string? Problem)
{
    /// <summary>What the record's own fields say of age and sex; null for a text of no study.</summary>
    public RegistryLimits? Limits { get; private init; }

    /// <summary>The text of a study in the store; without a store, of a sample that the program ships.</summary>
    public static async Task<StudyText> FindAsync(ParseResult words, string id, CancellationToken cancellation)
    {
        if (!StudyId.TryParseWhole(id, out var study))
            return new StudyText(null, null, $"'{(id.Length > 40 ? id[..40] + "…" : id)}' is not a study id: write NCT and eight digits.");
        var record = await StoredAsync(words, study, cancellation) ?? SampleStudies.All.FirstOrDefault(sample => sample.Id == study);
        return record switch
        {
            null when study.IsSynthetic => new StudyText(null, null, $"No sample study {study} is stored here, and no registry has it."),
            null => new StudyText(null, null, $"No study {study} is stored here: import it first, with 'equipoise import {study}' or from a file."),
            { EligibilityCriteria: null or "" } => new StudyText(null, null, $"The record of {study} holds no eligibility criteria."),
            _ => new StudyText(record.Id.ToString(), record.EligibilityCriteria, null) { Limits = LimitsOf(record) },
        };
    }

    /// <summary>What a record's own fields say of age and sex.</summary>
    public static RegistryLimits LimitsOf(StudyRecord record) => new(record.MinimumAge, record.MaximumAge, record.Sex);

    private static async Task<StudyRecord?> StoredAsync(ParseResult words, StudyId id, CancellationToken cancellation)
    {
        // A look must not make a database.
        if (words.GetValue(SharedOptions.Database) is null && !File.Exists(Path.Combine(words.GetRequiredValue(SharedOptions.Data), "registry.db")))
            return null;
        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var registry = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        var place = await registry.LookUpAsync(id, cancellation);
        if (place is { Study: null, MovedTo: { } now })
            place = await registry.LookUpAsync(now, cancellation);
        return place.Study?.Record;
    }
}
