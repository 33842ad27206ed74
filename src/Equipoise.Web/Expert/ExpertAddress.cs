using System.Globalization;
using Equipoise.Registry.Finding;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Expert;

/// <summary>The address of an expert search: its state is there and nowhere else.</summary>
/// <param name="Expression">The expression as typed.</param>
/// <param name="Order">The order.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record ExpertAddress(string Expression, FinderOrder Order, int Page)
{
    /// <summary>The name of the expression's part.</summary>
    public const string Name = "expr";

    /// <summary>How many studies a page shows.</summary>
    public const int PageSize = 20;

    private const int LongestExpression = 8_000;

    /// <summary>The search before anything is typed.</summary>
    public static ExpertAddress Begin { get; } = new("", FinderOrder.Relevance, 1);

    /// <summary>Reads the address of a request, or null where it has no expression.</summary>
    public static ExpertAddress? Of(IQueryCollection query)
    {
        if (!query.ContainsKey(Name))
            return null;
        var text = query[Name].ToString().ReplaceLineEndings("\n");
        var order = Enum.TryParse<FinderOrder>(query["sort"].ToString(), ignoreCase: true, out var named) && Enum.IsDefined(named) && named != FinderOrder.Distance ? named : FinderOrder.Relevance;
        var page = int.TryParse(query["page"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Registry.Finding.Finder.MostReachable / PageSize ? number : 1;
        return new ExpertAddress(text.Length > LongestExpression ? text[..LongestExpression] : text, order, page);
    }

    /// <summary>Another expression, from its first page.</summary>
    public ExpertAddress With(string expression) => this with { Expression = expression, Page = 1 };

    /// <summary>The address.</summary>
    public override string ToString() =>
        $"/expert?{Name}={Uri.EscapeDataString(Expression)}"
        + (Order == FinderOrder.Relevance ? "" : $"&sort={Order.ToString().ToLowerInvariant()}")
        + (Page == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"&page={Page}"));
}
