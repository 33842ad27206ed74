namespace Equipoise.Eligibility.Terminology;

/// <summary>Reads the tables that the assembly carries: tab-separated, the first line naming the columns.</summary>
internal static class TerminologyTable
{
    public static IEnumerable<string[]> Read(string name)
    {
        using var stream = typeof(TerminologyTable).Assembly.GetManifestResourceStream($"terminology/{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return System.Text.Encoding.UTF8.GetString(bytes).Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split('\t')).ToList();
    }

    /// <summary>The words of <c>words.tsv</c>, and those of cancer and its biomarkers of <c>oncology-words.tsv</c>.</summary>
    public static IEnumerable<string[]> Words => Read("words.tsv").Concat(Read("oncology-words.tsv"));

    public static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
