using System.Globalization;
using Equipoise.Registry.Import.LegacyXml;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Import.Storing;

namespace Equipoise.Import;

/// <summary>What an import has done, in words.</summary>
internal static class ImportReport
{
    private const int Shown = 20;

    public static async Task WriteAsync(ImportSummary summary, UnmappedElements unmapped, TextWriter messages)
    {
        await messages.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {summary.Read:N0} read: {summary.New:N0} new, {summary.Changed:N0} changed, {summary.Unchanged:N0} unchanged, {summary.Rejected:N0} rejected.
            """));
        await ListAsync("Rejected", summary.Rejections, summary.Rejected, messages);
        await ListAsync("Odd, but stored", summary.Warnings, summary.Warnings.Count, messages);
        if (unmapped.Counts.Count > 0)
        {
            await messages.WriteLineAsync("Left out, because the newer form of a record has no place for it:");
            foreach (var (path, count) in unmapped.Counts.OrderByDescending(element => element.Value).Take(Shown))
                await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {path} ({count:N0} times)"));
        }
    }

    private static async Task ListAsync(string title, IReadOnlyList<ImportRemark> remarks, long total, TextWriter messages)
    {
        if (remarks.Count == 0)
            return;
        await messages.WriteLineAsync($"{title}:");
        foreach (var remark in remarks.Take(Shown))
            await messages.WriteLineAsync($"  {remark.Source}, {remark.Position}{(remark.Id is { } id ? $", {id}" : "")}: {SourceLabel.Of(remark.Reason)}");
        if (total > Shown)
            await messages.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  … and {total - Shown:N0} more; --json lists them."));
    }
}
