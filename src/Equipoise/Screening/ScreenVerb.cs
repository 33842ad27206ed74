using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Reading;
using Equipoise.Protocols;
using Equipoise.Protocols.Reading;

namespace Equipoise.Screening;

/// <summary><c>equipoise screen</c>: does this patient meet the criteria, as far as the record tells?</summary>
internal static class ScreenVerb
{
    // Of entries that cannot be read, as many are named.
    private const int MostListed = 20;

    private static readonly Option<string?> Study = new("--study")
    {
        Description = "The study's id, such as NCT07264075",
        HelpName = "NCTID",
    };

    private static readonly Option<string?> Protocol = new("--protocol")
    {
        Description = "Judge by the criteria of this protocol file instead",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Patients = new("--patient")
    {
        Description = "FHIR R4 bundles, NDJSON or CSV tables of facts, one or several; - means standard input",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    internal static readonly Option<DateOnly?> AsOf = new("--as-of")
    {
        Description = "The day to judge on, which also stands for randomization and the like; today (UTC) where it is left out",
        HelpName = "DATE",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            result.AddError("--as-of is not a day: write it as 2026-11-22.");
            return null;
        },
    };

    internal static readonly Option<string?> Source = new("--criteria")
    {
        Description = "The protocol's criteria, written by hand, or those of the record's text",
        HelpName = "protocol|record",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<string?>() is not (null or "protocol" or "record"))
                    result.AddError("--criteria is either protocol or record.");
            },
        },
    };

    internal static readonly Option<string?> Ranges = new("--ranges")
    {
        Description = "The laboratory's normal ranges as CSV, for values that came without their own",
        HelpName = "FILE",
    };

    private static readonly Option<bool> Missing = new("--missing")
    {
        Description = "List the missing facts of patients who are not eligible as well",
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("screen", "Judge patients against a study's criteria, with evidence") { Study, Protocol, Patients, AsOf, Source, Ranges, Missing };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Study) is null == result.GetValue(Protocol) is null)
                result.AddError("Give either --study, the id of a study, or --protocol, a protocol file.");
            else if (result.GetValue(Protocol) is not null && result.GetValue(Source) is not null)
                result.AddError("--criteria goes with --study; a protocol file holds its own.");
        });
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (study, criteria, source, problem) = await CriteriaAsync(words, cancellation);
        if (criteria is null)
        {
            await messages.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        var (ranges, unreadable) = await RangesAsync(words, cancellation);
        if (ranges is null)
        {
            await messages.WriteLineAsync(unreadable);
            return ExitCode.Failed;
        }

        var asOf = words.GetValue(AsOf) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var asked = new List<PatientFacts>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in words.GetRequiredValue(Patients))
        {
            var (patients, unread) = await PatientsAsync(path, cancellation);
            if (patients is null)
            {
                await messages.WriteLineAsync(unread);
                return ExitCode.Failed;
            }

            asked.AddRange(patients);
            foreach (var patient in patients)
            {
                if (!ids.Add(patient.Id))
                    await messages.WriteLineAsync($"{path}: the patient {(patient.Id.Length > 40 ? patient.Id[..40] + "…" : patient.Id)} stands in an earlier file too and is judged twice, each time by one file: put all facts into one.");
                if (Judge.UnreadOf(patient, asOf) is { Count: > 0 } entries)
                    await messages.WriteLineAsync($"{path}: {entries.Count} {(entries.Count == 1 ? "entry was" : "entries were")} not read: {string.Join(' ', entries.Take(MostListed))}{(entries.Count > MostListed ? $" And {entries.Count - MostListed} more." : "")}");
            }
        }

        if (words.GetValue(SharedOptions.Json))
            await WriteAsync(output, study!, asOf, source, asked.Select(patient => Judge.Screen(criteria, patient, asOf, ranges)));
        else
            await output.WriteAsync(ScreenTable.Of(asked.Select(patient => Judge.Screen(criteria, patient, asOf, ranges)), words.GetValue(Missing)));
        return ExitCode.Done;
    }

    private static async Task<(string? Study, IReadOnlyList<Criterion>? Criteria, string Source, string? Problem)> CriteriaAsync(ParseResult words, CancellationToken cancellation)
    {
        if (words.GetValue(Protocol) is { } file)
            return await OfFileAsync(file, cancellation);
        var id = words.GetValue(Study)!;
        var wanted = words.GetValue(Source);
        if (wanted is not "record" && ShippedProtocols.Find(id) is { } protocol)
            return (protocol.Study, protocol.Criteria, "protocol", null);
        if (wanted is "protocol")
            return (null, null, "", $"There is no protocol of {(id.Length > 40 ? id[..40] + "…" : id)} here: leave out --criteria to judge by the record's text.");
        var found = await StudyText.FindAsync(words, id, cancellation);
        return (found.Study, found.Text is null ? null : RecordLimits.With(CriteriaReader.Read(found.Text), found.Limits!), "record", found.Problem);
    }

    private static async Task<(string? Study, IReadOnlyList<Criterion>? Criteria, string Source, string? Problem)> OfFileAsync(string path, CancellationToken cancellation)
    {
        var (_, text, problem) = await InputFile.ReadTextAsync(path, cancellation);
        if (text is null)
            return (null, null, "", problem);
        try
        {
            var protocol = ProtocolReader.Read(text);
            return protocol.Criteria.Count > 0 ? (protocol.Study, protocol.Criteria, "protocol", null) : (null, null, "", $"{path} holds no criteria.");
        }
        catch (ProtocolException refused)
        {
            return (null, null, "", $"{path} is no protocol file. {refused.Message}");
        }
    }

    private static async Task<(IReadOnlyList<PatientFacts>? Patients, string? Problem)> PatientsAsync(string path, CancellationToken cancellation)
    {
        var (bytes, problem) = await InputFile.ReadBytesAsync(path, InputFile.LargestFile, cancellation);
        if (bytes is null)
            return (null, problem);
        try
        {
            return (FactReader.Read(bytes), null);
        }
        catch (FormatException unread)
        {
            return (null, $"{path} cannot be screened. {unread.Message}");
        }
    }

    internal static async Task<(SiteRanges? Ranges, string? Problem)> RangesAsync(ParseResult words, CancellationToken cancellation)
    {
        if (words.GetValue(Ranges) is not { } path)
            return (SiteRanges.None, null);
        var (_, text, problem) = await InputFile.ReadTextAsync(path, cancellation);
        if (text is null)
            return (null, problem);
        try
        {
            return (SiteRanges.Read(text), null);
        }
        catch (FormatException unread)
        {
            return (null, $"{path} is no table of normal ranges. {unread.Message}");
        }
    }

    // Patient by patient: the document is many times as long as the facts.
    private static async Task WriteAsync(TextWriter output, string study, DateOnly asOf, string source, IEnumerable<PatientAnswer> answers)
    {
        using var stream = new MemoryStream();
        await using var json = new Utf8JsonWriter(stream, CriteriaJson.Plain);
        ScreeningJson.Begin(json, study, asOf, source);
        foreach (var answer in answers)
        {
            ScreeningJson.WritePatient(json, answer);
            await PassOnAsync();
        }

        ScreeningJson.End(json);
        await PassOnAsync();
        await output.WriteLineAsync();

        async Task PassOnAsync()
        {
            await json.FlushAsync();
            await output.WriteAsync(Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
            stream.SetLength(0);
        }
    }
}
