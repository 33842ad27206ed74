using System.Globalization;

namespace Equipoise.SearchBench.Measuring;

/// <summary>What a process holds, from <c>/proc</c>, in KiB.</summary>
/// <param name="Peak">The most that was resident at any time, mapped files included.</param>
/// <param name="Anonymous">What is resident now and no file's.</param>
internal sealed record ProcessMemory(long Peak, long Anonymous)
{
    /// <summary>This process and others together; what they share is counted once for its largest user.</summary>
    public static ProcessMemory Of(IReadOnlyList<int> others)
    {
        var own = others.Count == 0 ? ["self"] : others.Select(process => process.ToString(CultureInfo.InvariantCulture));
        var all = own.Select(Read).Where(values => values.Count > 0).ToList();
        long Sum(string name) => all.Sum(values => values.GetValueOrDefault(name));
        var shared = all.Max(values => values.GetValueOrDefault("RssShmem"));
        return new ProcessMemory(Sum("VmHWM") - Sum("RssShmem") + shared, Sum("RssAnon"));
    }

    /// <summary>The processes that a process started.</summary>
    public static IReadOnlyList<int> ChildrenOf(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Where(name => Read(name!).GetValueOrDefault("PPid") == parent).Select(name => Words.Whole(name!)),
    ];

    private static Dictionary<string, long> Read(string process)
    {
        var path = $"/proc/{process}/status";
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return values;
        foreach (var line in File.ReadLines(path))
        {
            var parts = line.Split(':', 2);
            if (long.TryParse(parts[1].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Any, CultureInfo.InvariantCulture, out var value))
                values[parts[0]] = value;
        }

        return values;
    }
}
