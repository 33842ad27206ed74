using System.Collections.Concurrent;
using Equipoise.Analysis.Designs;
using Equipoise.Analysis.Simulation;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Designs;

/// <summary><c>GET /design/NCT…</c>: what a study's comparisons would need, for studies whose scenario travels with the program.</summary>
internal static class DesignEndpoint
{
    private static readonly ConcurrentDictionary<string, StudyDesigns?> Computed = new(StringComparer.Ordinal);

    public static void MapDesigns(this IEndpointRouteBuilder site) => site.MapPage("/design/{id}", AnswerAsync);

    private static async Task<IResult> AnswerAsync(string id, RegistryStore registry, CancellationToken cancellation)
    {
        if (!StudyId.TryParse(id, out var study) || Of(study.ToString()) is not { } designs)
            return Results.NotFound();
        return string.Equals(id, designs.Study, StringComparison.Ordinal)
            ? Pages.Show<DesignPage>((nameof(DesignPage.Designs), designs), (nameof(DesignPage.IsHere), await registry.FindAsync(study, cancellation) is not null))
            : Results.Redirect($"/design/{designs.Study}", permanent: true);
    }

    // Few studies have one, and it never changes while the program runs; ids without one are not kept.
    private static StudyDesigns? Of(string study)
    {
        if (Computed.TryGetValue(study, out var known))
            return known;
        return ShippedScenarios.Find(study) is { } scenario ? Computed.GetOrAdd(study, _ => StudyDesigns.Of(study, scenario)) : null;
    }
}
