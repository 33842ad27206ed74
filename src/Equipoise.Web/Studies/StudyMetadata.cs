using Microsoft.AspNetCore.Components;
using Equipoise.Web.Shared.Assets;

namespace Equipoise.Web.Studies;

/// <summary>What a study's page tells machines: its one address, a card for those who pass the link on, and schema.org data.</summary>
internal static class StudyMetadata
{
    // What a search engine shows of a description.
    private const int LongestDescription = 160;

    /// <summary>Status, what is studied and by whom, in one line.</summary>
    public static string Description(StudyView view)
    {
        var line = string.Join(" · ", Wording.Known(view.Study.Id.ToString(), view.Study.Status, view.Study.Phase, string.Join(", ", view.Study.Conditions.Take(3)), view.Study.Sponsor).Where(part => part.Length > 0));
        return line.Length <= LongestDescription ? line : $"{line[..(LongestDescription - 1)]}…";
    }

    /// <summary>The elements for the head of the page.</summary>
    public static RenderFragment Render(StudyView view) => builder =>
    {
        var url = view.SiteAddress + view.Path;
        builder.OpenElement(0, "link");
        builder.AddAttribute(1, "rel", "canonical");
        builder.AddAttribute(2, "href", url);
        builder.CloseElement();
        builder.OpenElement(3, "link");
        builder.AddAttribute(4, "rel", "alternate");
        builder.AddAttribute(5, "type", "application/json");
        builder.AddAttribute(6, "href", $"/study/{view.Study.Id}.json");
        builder.CloseElement();
        foreach (var (property, content) in ((string, string)[])
        [
            ("og:title", view.Study.Title),
            ("og:description", Description(view)),
            ("og:type", "article"),
            ("og:url", url),
            ("og:site_name", "Equipoise"),
            ("og:image", $"{view.SiteAddress}{AssetFiles.Url("share.png")}"),
            ("og:image:alt", "Equipoise: clinical trials, open from the first page to the last analysis"),
        ])
        {
            builder.OpenElement(7, "meta");
            builder.AddAttribute(8, "property", property);
            builder.AddAttribute(9, "content", content);
            builder.CloseElement();
        }

        // Data, which no browser runs: the content security policy has nothing against it.
        builder.OpenElement(10, "script");
        builder.AddAttribute(11, "type", "application/ld+json");
        builder.AddMarkupContent(12, StructuredData.Of(view));
        builder.CloseElement();
    };
}
