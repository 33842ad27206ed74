using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Equipoise.CommandLine;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;
using Equipoise.Reports;

namespace Equipoise.Auditing;

/// <summary><c>equipoise audit verify</c>: follows every link of the trails, and holds them against anchors and the tables against them.</summary>
internal static class AuditVerify
{
    private const string WithoutAnchor = "internally consistent; rewriting or truncation by the owner of the database not excluded";

    private static readonly Option<string?> AnchorOption = new("--anchor")
    {
        Description = "Hold the trails against these anchors, which were kept elsewhere",
        HelpName = "FILE",
    };

    private static readonly Option<string?> KeyOption = new("--anchor-key")
    {
        Description = "The public (or private) key in PEM that must have signed the anchors",
        HelpName = "FILE",
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("verify", "Follow every link, and compare the data with what the trail tells; name the first that is broken or differs") { AuditVerb.Study, AnchorOption, KeyOption };
        verb.SetAction((words, cancellation) => AuditTrailsOnDisk.WithAsync(words, words.GetValue(AuditVerb.Study), (reader, heads) => RunAsync(words, reader, heads, output, messages, cancellation), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, AuditReader reader, IReadOnlyList<TrailHead> heads, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var anchors = words.GetValue(AnchorOption) is { } path ? await AnchorFile.ReadAsync(path, cancellation) : null;
        using var key = words.GetValue(KeyOption) is { } keyPath ? await AnchorFile.KeyAsync(keyPath, cancellation) : null;
        var reports = new List<ChainReport>();
        foreach (var head in heads)
        {
            var report = await reader.VerifyAsync(head.Trail, cancellation);
            reports.Add(report.IsWhole && anchors is not null ? report with { Broken = await HoldAsync(reader, report, anchors, key, cancellation) } : report);
        }

        for (var at = 0; at < reports.Count; at++)
        {
            if (reports[at].IsWhole && await reader.CompareAsync(reports[at].Trail, cancellation) is { } difference)
                reports[at] = reports[at] with { Broken = difference };
        }

        var bare = (await reader.StudiesWithoutTrailAsync(cancellation)).FirstOrDefault(study => words.GetValue(AuditVerb.Study) is not { } asked || string.Equals(asked, study, StringComparison.OrdinalIgnoreCase));
        var lost = anchors?.FirstOrDefault(anchor => words.GetValue(AuditVerb.Study) is null && !heads.Any(head => string.Equals(head.Trail, anchor.Trail, StringComparison.Ordinal)));
        var broken = reports.Find(report => !report.IsWhole)?.Broken ?? (lost is null ? null : $"The trail {lost.Trail}, which has an anchor, is missing.")
            ?? (bare is null ? null : $"The study {bare} has no trail: its entries were taken away.");
        var answer = broken ?? (anchors is null ? WithoutAnchor : "consistent with its anchors");
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonReport.Of(document => document
                .Truth("whole", broken is null)
                .Text("answer", answer)
                .Text("broken", broken)
                .Objects("trails", reports, (one, report) => one.Text("trail", report.Trail).Whole("entries", report.Entries).Text("lastHash", report.LastHash).Text("broken", report.Broken))));
        }
        else
        {
            foreach (var report in reports)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Trail}  {report.Entries} entries  {report.LastHash}{(report.IsWhole ? "" : "  BROKEN")}"));
            await output.WriteLineAsync(answer);
        }

        if (anchors is not null && key is null)
            await messages.WriteLineAsync($"Without --anchor-key the anchors' own key is trusted; its fingerprint is {string.Join(", ", anchors.Select(anchor => anchor.KeyFingerprint).Distinct(StringComparer.Ordinal))}: compare it with the one you know.");
        return broken is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<string?> HoldAsync(AuditReader reader, ChainReport report, IReadOnlyList<Anchor> anchors, ECDsa? key, CancellationToken cancellation)
    {
        var mine = anchors.Where(anchor => string.Equals(anchor.Trail, report.Trail, StringComparison.Ordinal)).OrderBy(anchor => anchor.Number).ToList();
        if (mine.Count == 0)
            return $"The trail {report.Trail} has no anchor in this file.";
        foreach (var anchor in mine)
        {
            if (!anchor.IsGenuine(key))
                return $"The anchor of the trail {anchor.Trail} of {anchor.At} does not bear the signature of this key.";
            if (anchor.Number > report.Entries)
                return string.Create(CultureInfo.InvariantCulture, $"The trail {anchor.Trail} was cut: it ends with entry {report.Entries}, and had entry {anchor.Number} at {anchor.At}.");
            if (anchor.Number > 0 && !string.Equals(await reader.HashOfAsync(anchor.Trail, anchor.Number, cancellation), anchor.Hash, StringComparison.Ordinal))
                return string.Create(CultureInfo.InvariantCulture, $"The trail {anchor.Trail} was rewritten: entry {anchor.Number} or one before it is not what it was at {anchor.At}.");
        }

        return null;
    }
}
