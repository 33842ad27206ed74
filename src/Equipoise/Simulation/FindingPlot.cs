using System.Globalization;
using System.Net;
using System.Text;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Simulation;

/// <summary>The chance of having found each arm better by each look, with bars of two Monte-Carlo errors, as SVG that is readable in gray.</summary>
internal static class FindingPlot
{
    private const double Width = 640;
    private const double Height = 400;
    private const double Left = 60;
    private const double Right = 120;
    private const double Top = 30;
    private const double Bottom = 50;
    private static readonly string[] Dashes = ["none", "8 4", "2 3", "8 3 2 3"];

    public static string Draw(SimulationReport report, OperatingCharacteristics found)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{WebUtility.HtmlEncode(report.Scenario.Title)}: chance of having found each arm better by each look, {found.Replicates} simulated trials</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (var tenth = 0; tenth <= 10; tenth += 2)
        {
            var y = Y(tenth / 10.0);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y}\" y2=\"{y}\" stroke=\"#ccc\"/><text x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{tenth / 10.0}</text>\n");
        }

        for (var look = 0; look < found.Looks.Count; look++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(look, found)}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{report.Trial.LookEvents[look]} events</text><text x=\"{X(look, found)}\" y=\"{Height - Bottom + 37}\" text-anchor=\"middle\">month {found.Looks[look].Time.Value:0.0}</text>\n");
        for (var i = 0; i < found.Hypotheses.Count; i++)
            Line(svg, report.ArmOf(i), i, found);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Line(StringBuilder svg, string arm, int index, OperatingCharacteristics found)
    {
        double sum = 0;
        var points = new List<(double X, double Share, double Error)>();
        for (var look = 0; look < found.Looks.Count; look++)
        {
            sum += found.Hypotheses[index].RejectedAt[look].Value;
            points.Add((X(look, found), sum, Math.Sqrt(Math.Max(0, sum * (1 - sum)) / found.Replicates)));
        }

        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"black\" stroke-width=\"1.6\" stroke-dasharray=\"{Dashes[index % Dashes.Length]}\" points=\"{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{Y(point.Share)}")))}\"/>\n");
        foreach (var (x, share, error) in points)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x}\" x2=\"{x}\" y1=\"{Y(share - (2 * error))}\" y2=\"{Y(share + (2 * error))}\" stroke=\"black\"/><circle cx=\"{x}\" cy=\"{Y(share)}\" r=\"3\"><title>{WebUtility.HtmlEncode(arm)}: {share:0.0000}</title></circle>\n");
        var (_, last, _) = points[^1];
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 10}\" y=\"{Y(last) + 4 + (14 * (index % 2))}\">{WebUtility.HtmlEncode(arm)} {last:0.000}</text>\n");
    }

    private static double X(int look, OperatingCharacteristics found) => Math.Round(Left + ((Width - Left - Right) * (look + 0.5) / found.Looks.Count), 2);

    private static double Y(double share) => Math.Round(Height - Bottom - ((Height - Top - Bottom) * Math.Clamp(share, 0, 1)), 2);
}
