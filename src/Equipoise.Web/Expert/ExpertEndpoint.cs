using Equipoise.Registry.Essie;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Search;
using Equipoise.Web.Finder;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Expert;

/// <summary><c>GET /expert</c>: studies by an expression of the registry's query language. The address of a finder's search under this
/// path leads to the same search as an expression.</summary>
internal static class ExpertEndpoint
{
    public static void MapExpert(this IEndpointRouteBuilder site) => site.MapPage("/expert", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpRequest request, StudyIndex index, ExpertFinder finder, CancellationToken cancellation)
    {
        var address = ExpertAddress.Of(request.Query);
        if (address is null)
        {
            var search = SearchInput.Read(SearchAddress.Of(request.Query), index.Learned.Places);
            var written = FinderExpression.Of(search.Query);
            if (!search.Query.IsEmpty && written.Unsaid.Count == 0)
                return Results.Redirect(ExpertAddress.Begin.With(written.Text).ToString());
            return await ShowAsync(search.Query.IsEmpty ? ExpertAddress.Begin : ExpertAddress.Begin.With(written.Text), [.. search.Problems, .. written.Unsaid], finder, cancellation);
        }

        if (Added(request.Query, address) is { } more)
            return Results.Redirect(more.ToString());
        return await ShowAsync(address, [], finder, cancellation);
    }

    // The form below the box adds a condition without a script.
    private static ExpertAddress? Added(IQueryCollection query, ExpertAddress address)
    {
        if (!query.ContainsKey("add") || query["area"].ToString().Trim() is not { Length: > 0 } area)
            return null;
        var value = query["value"].ToString().Trim() is { Length: > 0 } given ? given : "NOT MISSING";
        var clause = $"AREA[{area}]{value}";
        var before = address.Expression.Trim();
        if (before.Length == 0)
            return address.With(clause);
        return address.With(query["join"].ToString() switch
        {
            "or" => $"{before} OR {clause}",
            "not" => $"{Grouped(before)} AND NOT {clause}",
            _ => $"{Grouped(before)} AND {clause}",
        });
    }

    private static string Grouped(string expression) => expression.Contains(" OR ", StringComparison.Ordinal) ? $"({expression})" : expression;

    private static async Task<IResult> ShowAsync(ExpertAddress address, IReadOnlyList<string> notes, ExpertFinder finder, CancellationToken cancellation)
    {
        try
        {
            var result = address.Expression.Trim().Length == 0
                ? null
                : await finder.SearchAsync(new ExpertQuery(address.Expression) { Order = address.Order, Offset = (address.Page - 1) * ExpertAddress.PageSize, PageSize = ExpertAddress.PageSize }, cancellation);
            IReadOnlyList<string> hints = result is null ? [] : ExpertFinder.Hints(address.Expression);
            return Pages.Show<ExpertPage>((nameof(ExpertPage.Address), address), (nameof(ExpertPage.Notes), (IReadOnlyList<string>)[.. notes, .. hints]), (nameof(ExpertPage.Result), result));
        }
        catch (EssieException problem)
        {
            return Pages.Show<ExpertPage>(StatusCodes.Status400BadRequest, (nameof(ExpertPage.Address), address), (nameof(ExpertPage.Notes), notes), (nameof(ExpertPage.Problem), problem));
        }
        catch (SearchException refusal) when (!refusal.IsDamage)
        {
            return ProblemPages.Show(StatusCodes.Status400BadRequest, "This cannot be searched for", refusal.Message);
        }
    }
}
