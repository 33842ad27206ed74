namespace Equipoise.Registry.Schema;

/// <summary>The lines of one of the schema's data files: a header, then cells between tabs.</summary>
internal static class SchemaTable
{
    /// <summary>Reads the cells of every line but the header; cells that a line leaves out at its end are empty.</summary>
    public static IEnumerable<string[]> Read(string name)
    {
        using var stream = typeof(SchemaTable).Assembly.GetManifestResourceStream($"schema/{name}.tsv")!;
        using var reader = new StreamReader(stream);
        var columns = reader.ReadLine()!.Split('\t').Length;
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            yield return [.. cells, .. Enumerable.Repeat("", columns - cells.Length)];
        }
    }
}
