using System.Globalization;
using Equipoise.Registry.Finding;
using Equipoise.Search.Documents;
using Equipoise.Web.Shared.Assets;
using Equipoise.Web.Studies;

namespace Equipoise.Web.Places;

/// <summary>A map of the world, or of a part of it, with a dot for each city.</summary>
/// <remarks>Equirectangular: a degree is 1000/360 units east and south, from 180° west and 84° north. The land is Natural Earth's
/// 1:110m, which is in the public domain.</remarks>
public sealed class WorldMap
{
    /// <summary>How many dots a map has at most.</summary>
    public const int MostDots = 400;

    private const double UnitsPerDegree = 1000.0 / 360;
    private const double Width = 1000;
    private const double Height = 394;
    private const double North = 84;

    // A map of one city shows some country around it.
    private const double LeastWidth = 50;

    private const double Shape = Width / Height;

    // The asset is one path; pages color it, so they draw it themselves.
    private static readonly string LandPath = ReadLand(AssetFiles.Text("world.svg"));

    private WorldMap(double left, double top, double width, IReadOnlyList<MapDot> dots)
    {
        var height = width / Shape;
        ViewBox = string.Create(CultureInfo.InvariantCulture, $"{left:0.##} {top:0.##} {width:0.##} {height:0.##}");
        Dots = dots;
    }

    /// <summary>The land, as the data of an SVG path.</summary>
    public static string Land => LandPath;

    /// <summary>Which part is shown.</summary>
    public string ViewBox { get; }

    /// <summary>The dots, the largest first, so that no small one hides under it.</summary>
    public IReadOnlyList<MapDot> Dots { get; }

    /// <summary>The whole world.</summary>
    public static WorldMap OfWorld(IEnumerable<PlaceCount> cities) => new(0, 0, Width, DotsOf(cities, Width));

    /// <summary>The part of the world in which cities lie, or null where none of them is known to lie anywhere.</summary>
    public static WorldMap? Around(IReadOnlyList<PlaceCount> cities)
    {
        var points = cities.Where(city => city.Point is not null).Take(MostDots).Select(city => Project(city.Point!.Value)).ToList();
        if (points.Count == 0)
            return null;
        var (left, right) = (points.Min(point => point.X), points.Max(point => point.X));
        var (top, bottom) = (points.Min(point => point.Y), points.Max(point => point.Y));
        var width = Math.Clamp(Math.Max(right - left, (bottom - top) * Shape) * 1.2, LeastWidth, Width);
        var height = width / Shape;
        var x = Math.Clamp(((left + right) / 2) - (width / 2), 0, Width - width);
        var y = Math.Clamp(((top + bottom) / 2) - (height / 2), 0, Math.Max(0, Height - height));
        return new WorldMap(x, y, width, DotsOf(cities, width));
    }

    private static List<MapDot> DotsOf(IEnumerable<PlaceCount> cities, double width)
    {
        var known = cities.Where(city => city.Point is not null).OrderByDescending(city => city.Studies).Take(MostDots).ToList();
        var most = known.Count > 0 ? known[0].Studies : 1;
        return
        [
            .. from city in known
               let at = Project(city.Point!.Value)
               // The area tells the number of studies.
               let radius = width * (0.0016 + (0.0075 * Math.Sqrt((double)city.Studies / most)))
               select new MapDot(at.X, at.Y, radius, $"{city.Place}: {Wording.Count(city.Studies, "study", "studies")}"),
        ];
    }

    private static (double X, double Y) Project(GeoPoint point) => ((point.Longitude + 180) * UnitsPerDegree, (North - point.Latitude) * UnitsPerDegree);

    private static string ReadLand(string svg)
    {
        const string Begin = " d=\"";
        var start = svg.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return svg[start..svg.IndexOf('"', start)];
    }
}
