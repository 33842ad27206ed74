using System.Globalization;

namespace Equipoise.CommandLine;

/// <summary>One line on a terminal that says how far a long work has come: a bar, how many records, how fast, how long
/// still. Nothing where the messages go to a file.</summary>
internal sealed class ProgressLine(TextWriter messages, long totalBytes, TimeProvider time, string what = "records")
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly bool isShown = !Console.IsErrorRedirected;
    private readonly long began = time.GetTimestamp();
    private long last;

    /// <summary>Shows how far the work is, not oftener than a person can read.</summary>
    public void Show(long bytes, long records)
    {
        if (!isShown || time.GetElapsedTime(last) < Pause)
            return;
        last = time.GetTimestamp();
        messages.Write($"\r{Describe(bytes, records, totalBytes, time.GetElapsedTime(began), what)}\e[K");
    }

    /// <summary>Says a sentence on a line of its own; the line of the progress comes again below it.</summary>
    public void Say(object sentence)
    {
        Clear();
        messages.WriteLine(sentence);
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (isShown)
            messages.Write("\r\e[K");
    }

    /// <summary>The line.</summary>
    internal static string Describe(long bytes, long records, long totalBytes, TimeSpan elapsed, string what = "records")
    {
        var share = totalBytes > 0 ? Math.Clamp((double)bytes / totalBytes, 0, 1) : 0;
        var filled = (int)(share * BarWidth);
        var left = share > 0 ? TimeSpan.FromSeconds(Math.Min(elapsed.TotalSeconds / share * (1 - share), TimeSpan.FromDays(99).TotalSeconds)) : (TimeSpan?)null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {share:P0}  {records:N0} {what}  {records / Math.Max(elapsed.TotalSeconds, 0.001):N0}/s{(left is { } rest ? $"  {rest:h\\:mm\\:ss} left" : "")}");
    }
}
