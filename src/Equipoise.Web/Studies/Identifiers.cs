using Equipoise.Registry.Records;

namespace Equipoise.Web.Studies;

/// <summary>A study's numbers, and where on the web each leads.</summary>
internal static class Identifiers
{
    /// <summary>The registry's id, the secondary ids with their kind, the sponsor's own; an address only for those that have one.</summary>
    public static IEnumerable<(string Text, string? Url)> Of(StudyRecord study)
    {
        var links = study.SecondaryIds.ToLookup(secondary => secondary.ToString(), Url, StringComparer.Ordinal);
        return study.Identifiers.Select(identifier => (identifier, links[identifier].FirstOrDefault()));
    }

    /// <summary>An address of the record's, where it is one of the web; else null.</summary>
    public static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http") ? address.AbsoluteUri : null;

    private static string? Url(SecondaryId secondary) => secondary switch
    {
        // The portal's number is the trial's, with or without the two digits of a later submission.
        { Type: "CTIS" } when IsCtisNumber(secondary.Id) => $"https://euclinicaltrials.eu/ctis-public/view/{secondary.Id[..14]}",
        { Type: "EUDRACT_NUMBER" } when IsDigitsAndHyphens(secondary.Id) => $"https://www.clinicaltrialsregister.eu/ctr-search/search?query={secondary.Id}",
        _ => WebAddress(secondary.Link),
    };

    private static bool IsCtisNumber(string id) => id.Length is 14 or 17 && IsDigitsAndHyphens(id) && id[4] == '-' && id[11] == '-';

    private static bool IsDigitsAndHyphens(string id) => id.All(letter => char.IsAsciiDigit(letter) || letter == '-');
}
