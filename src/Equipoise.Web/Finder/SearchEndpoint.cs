using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Search;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RegistryFinder = Equipoise.Registry.Finding.Finder;

namespace Equipoise.Web.Finder;

/// <summary><c>GET /search</c>: the studies that fit. An id typed into the box leads straight to its study.</summary>
internal static class SearchEndpoint
{
    // With fewer results than this the page says which filter takes away how many.
    private const int FewResults = 3;

    public static void MapSearch(this IEndpointRouteBuilder site) => site.MapPage("/search", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpRequest request, StudyIndex index, RegistryFinder finder, HiddenMatches hidden, CancellationToken cancellation)
    {
        var address = SearchAddress.Of(request.Query);
        if (address[SearchAddress.Page].Length == 0 && finder.FindById(address[SearchAddress.Words]) is { } study)
            return Results.Redirect($"/study/{study}");
        try
        {
            return await ShowAsync(address, index, finder, hidden, cancellation);
        }
        catch (SearchException refusal) when (!refusal.IsDamage)
        {
            return ProblemPages.Show(StatusCodes.Status400BadRequest, "This cannot be searched for", refusal.Message);
        }
    }

    private static async Task<IResult> ShowAsync(SearchAddress address, StudyIndex index, RegistryFinder finder, HiddenMatches hidden, CancellationToken cancellation)
    {
        var input = SearchInput.Read(address, index.Learned.Places);
        var result = finder.Search(input.Query, cancellation);
        result = result with { Hits = await hidden.AddAsync(input.Query.Words, result.Hits, cancellation) };
        var isLittle = result.Total < FewResults && !input.Query.IsEmpty;
        var explained = isLittle ? finder.Explain(input.Query, cancellation) : [];
        return Pages.Show<SearchPage>(
            (nameof(SearchPage.Address), address),
            (nameof(SearchPage.Input), input),
            (nameof(SearchPage.Result), result),
            (nameof(SearchPage.Narrowing), explained.Where(filter => filter.TotalWithout > result.Total).ToList()),
            (nameof(SearchPage.Explanation), isLittle ? finder.ExplainWords(input.Query, cancellation) : WordsExplanation.None));
    }
}
