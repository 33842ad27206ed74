using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct.Frame;

/// <summary>The part of a long list that a page shows.</summary>
/// <param name="Shown">What it shows.</param>
/// <param name="At">Which part that is, from 1.</param>
/// <param name="Parts">Of how many.</param>
/// <param name="Count">How long the whole list is.</param>
public sealed record ListPart<T>(IReadOnlyList<T> Shown, int At, int Parts, int Count);

/// <summary>How a list is taken in parts.</summary>
internal static class ListParts
{
    /// <summary>The part that an address asks for; 1 where it asks for none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name of the value, where a page has several lists.</param>
    public static int AskedPart(this HttpContext context, string name = "part") => int.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : 1;

    /// <summary>One part of a list; where it has no such part, the nearest.</summary>
    public static ListPart<T> Part<T>(this IReadOnlyList<T> all, int part, int size)
    {
        var parts = Math.Max(1, (all.Count + size - 1) / size);
        var at = Math.Clamp(part, 1, parts);
        return new ListPart<T>([.. all.Skip((at - 1) * size).Take(size)], at, parts, all.Count);
    }
}
