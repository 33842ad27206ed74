using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Conduct.Audit;

namespace Equipoise.Auditing;

/// <summary><c>equipoise audit print</c>: the entries, in words or as JSON.</summary>
internal static class AuditPrint
{
    private static readonly Option<string?> Participant = new("--participant")
    {
        Description = "Only what concerns this participant",
        HelpName = "CODE",
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("print", "Print the entries, oldest first") { AuditVerb.Study, Participant };
        verb.SetAction((words, cancellation) => AuditTrailsOnDisk.WithAsync(words, words.GetValue(AuditVerb.Study), async (reader, heads) =>
        {
            var json = words.GetValue(SharedOptions.Json);
            var participant = words.GetValue(Participant);
            var shown = 0;
            if (json)
                await output.WriteAsync("{\"entries\":[");
            foreach (var head in heads)
            {
                await reader.ForEachAsync(head.Trail, async entry =>
                {
                    if (participant is not null && !string.Equals(entry.Participant, participant, StringComparison.OrdinalIgnoreCase))
                        return;
                    await output.WriteAsync(json ? $"{(shown == 0 ? "" : ",")}\n{JsonSerializer.Serialize(entry, JsonSerializerOptions.Web)}" : InWords(entry));
                    shown++;
                }, cancellation);
            }

            if (json)
                await output.WriteLineAsync("\n]}");
            await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{shown} entries."));
            return ExitCode.Done;
        }, cancellation));
        return verb;
    }

    private static string InWords(AuditEntry entry)
    {
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Trail} {entry.Number}  {entry.At}{(entry.SiteTime is null ? "" : $" ({entry.SiteTime} at {entry.Site})")}  {entry.Name} ({entry.Username}) from {entry.From}: {entry.Action} {entry.Subject}{(entry.Participant is null ? "" : $" of {entry.Participant}")}\n{string.Concat(changes.Select(change => $"    {change.Field}: {change.Old ?? "nothing"} -> {change.New ?? "nothing"}\n"))}{(entry.Reason is null ? "" : $"    because: {entry.Reason}\n")}");
    }
}
