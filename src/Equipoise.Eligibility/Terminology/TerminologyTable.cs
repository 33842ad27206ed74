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

    public static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries);
}
