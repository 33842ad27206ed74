namespace Equipoise.Conduct.Tests.Exchange.Standards;

/// <summary>The hand-kept tables of what standards ask for.</summary>
internal static class StandardTable
{
    /// <summary>The rows of a table, without its head.</summary>
    public static IEnumerable<string[]> Read(string name) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Exchange", "Standards", name)).Skip(1).Select(line => line.Split('\t'));
}
