using System.Globalization;
using System.Text;

namespace Equipoise.SearchBench.Registry;

/// <summary>What was measured of registries of several sizes, beside each other: <c>N.tsv</c> in a folder, a line <c>name value</c> for each figure.</summary>
internal static class GrowthReport
{
    private static readonly (string Name, string Title)[] Plotted = [("build seconds", "built, seconds"), ("store and index / JSON", "store and index / JSON"), ("all median ms", "search, median ms"), ("all p99 ms", "search, p99 ms")];

    /// <summary>Prints a table, and writes a plot.</summary>
    public static void Write(string folder, string plot)
    {
        var sizes = Directory.GetFiles(folder, "*.tsv").Select(path => (Studies: int.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture), Values: Read(path))).OrderBy(size => size.Studies).ToList();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"| studies | {string.Join(" | ", sizes.Select(size => size.Studies.ToString("N0", CultureInfo.InvariantCulture)))} |");
        text.AppendLine($"|---|{string.Concat(Enumerable.Repeat("---|", sizes.Count))}");
        foreach (var name in sizes[^1].Values.Keys)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", sizes.Select(size => size.Values.TryGetValue(name, out var value) ? value.ToString("#,0.###", CultureInfo.InvariantCulture) : ""))} |");
        Console.Write(text);
        File.WriteAllText(plot, Plot(sizes));
    }

    private static Dictionary<string, double> Read(string path) =>
        File.ReadLines(path).Select(line => line.Split('\t')).DistinctBy(cells => cells[0], StringComparer.Ordinal).ToDictionary(cells => cells[0], cells => double.Parse(cells[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static string Plot(List<(int Studies, Dictionary<string, double> Values)> sizes)
    {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 880 240\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#555\">\n");
        foreach (var (number, (name, title)) in Plotted.Index())
        {
            var points = sizes.Where(size => size.Values.ContainsKey(name)).Select(size => ((double)size.Studies, Value: size.Values[name])).ToList();
            if (points.Count > 0)
                Panel(svg, 20 + number * 220, title, points, sizes[^1].Studies);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Panel(StringBuilder svg, int left, string title, List<(double Studies, double Value)> points, double most)
    {
        var top = points.Max(point => point.Value);
        string Place((double Studies, double Value) point) => string.Create(CultureInfo.InvariantCulture, $"{left + 10 + (point.Studies / most * 150):0.#},{200 - (point.Value / top * 140):0.#}");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{left}\" y=\"24\" fill=\"#222\">{title}</text>\n<path d=\"M{left + 10} 50V200H{left + 170}\" fill=\"none\" stroke=\"#bbb\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', points.Select(Place))}\" fill=\"none\" stroke=\"#1668b8\" stroke-width=\"2\"/>\n");
        foreach (var point in points)
        {
            var (x, y) = Place(point).Split(',') is [var across, var down] ? (across, down) : ("0", "0");
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"#1668b8\"/><text x=\"{x}\" y=\"{y}\" dx=\"-4\" dy=\"-8\">{point.Value:0.##}</text><text x=\"{x}\" y=\"216\" text-anchor=\"middle\" font-size=\"10\">{point.Studies / 1000:0}k</text>\n");
        }
    }
}
