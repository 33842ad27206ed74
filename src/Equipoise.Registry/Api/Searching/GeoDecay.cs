using System.Globalization;
using System.Text.RegularExpressions;

namespace Equipoise.Registry.Api.Searching;

/// <summary>How much lower a study ranks the farther its nearest site is: not at all up to <see cref="Offset"/>, and by the factor
/// <see cref="Decay"/> at <see cref="Scale"/> beyond it.</summary>
/// <remarks>The decay functions of Elasticsearch's function score query (Gauss, exponential, linear), whose names the
/// registry's API uses.</remarks>
/// <param name="Function"><c>gauss</c>, <c>exp</c> or <c>linear</c>.</param>
/// <param name="Scale">Kilometers, above 0.</param>
/// <param name="Offset">Kilometers, 0 or more.</param>
/// <param name="Decay">Above 0 and below 1.</param>
internal sealed partial record GeoDecay(string Function, double Scale, double Offset, double Decay)
{
    /// <summary>What applies where a request does not say.</summary>
    public const string Default = "func:exp,scale:300mi,offset:0mi,decay:0.5";

    /// <summary>Reads it.</summary>
    /// <exception cref="ApiRefusalException">It is none.</exception>
    public static GeoDecay Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw ApiRefusalException.IncorrectFormat("geoDecay");
        var decay = new GeoDecay(match.Groups["function"].Value, Length(match, "scale"), Length(match, "offset"), double.Parse(match.Groups["decay"].ValueSpan, CultureInfo.InvariantCulture));
        return decay is { Scale: > 0, Decay: > 0 and < 1 } ? decay : throw ApiRefusalException.IncorrectFormat("geoDecay");
    }

    /// <summary>The factor at a distance in kilometers, from 0 to 1.</summary>
    public double At(double kilometers)
    {
        var beyond = Math.Max(0, kilometers - Offset) / Scale;
        return Function switch
        {
            "gauss" => Math.Exp(Math.Log(Decay) * beyond * beyond),
            "exp" => Math.Exp(Math.Log(Decay) * beyond),
            _ => Math.Max(0, 1 - (1 - Decay) * beyond),
        };
    }

    private static double Length(Match match, string name) =>
        double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) * (string.Equals(match.Groups[$"{name}Unit"].Value, "km", StringComparison.Ordinal) ? 1 : GeoFilter.KilometersPerMile);

    [GeneratedRegex(@"\Afunc:(?<function>gauss|exp|linear),scale:(?<scale>[0-9]{1,9}(\.[0-9]{1,9})?)(?<scaleUnit>km|mi),offset:(?<offset>[0-9]{1,9}(\.[0-9]{1,9})?)(?<offsetUnit>km|mi),decay:(?<decay>[0-9]{1,9}(\.[0-9]{1,9})?)\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Form();
}
