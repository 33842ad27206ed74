using System.Globalization;

namespace Equipoise.SearchBench.Queries;

/// <summary>A question to every peer: a line of <c>queries.tsv</c>. All its words have to match.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Class">The class it is reported in.</param>
/// <param name="Kind"><c>words</c> anywhere, a <c>phrase</c> within a field, or words of <c>interventions</c>.</param>
/// <param name="Text">Its words, as <see cref="Words.Tokens"/> makes them.</param>
/// <param name="Status">The status that hits must have, or empty.</param>
/// <param name="Phase">The phase that hits must have, or empty.</param>
/// <param name="Near">A place that a site must be near, or null.</param>
/// <param name="ByDate">True for the last changed first, false for the best first.</param>
internal sealed record BenchQuery(int Number, string Class, string Kind, string Text, string Status, string Phase, Circle? Near, bool ByDate)
{
    public IReadOnlyList<string> Terms => Text.Split(' ');

    public static IReadOnlyList<BenchQuery> Read(string folder) => [.. File.ReadLines(Path.Combine(folder, "queries.tsv")).Select(Parse)];

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number}\t{Class}\t{Kind}\t{Text}\t{Status}\t{Phase}\t{(Near is { } near ? $"{near.Latitude}\t{near.Longitude}\t{near.Kilometers}" : "\t\t")}\t{(ByDate ? "updated" : "score")}");

    private static BenchQuery Parse(string line)
    {
        var cells = line.Split('\t');
        var near = cells[6].Length == 0 ? null : new Circle(Number(cells[6]), Number(cells[7]), Number(cells[8]));
        return new BenchQuery(Words.Whole(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[5], near, cells[9] is "updated");

        static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
    }
}
