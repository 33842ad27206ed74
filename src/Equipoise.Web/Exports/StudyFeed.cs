using System.Globalization;
using System.Xml;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Web.Finder;
using Equipoise.Web.Shared;

namespace Equipoise.Web.Exports;

/// <summary>Studies as an Atom feed (RFC 4287).</summary>
internal static class StudyFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <summary>The feed of a search.</summary>
    /// <param name="origin">Scheme and host of the site.</param>
    /// <param name="address">The address of the search.</param>
    /// <param name="input">What is searched for.</param>
    /// <param name="result">What was found, the newest update first.</param>
    /// <param name="cameIn">When the records came in that state no date of update, by their ids: Atom demands a moment.</param>
    /// <param name="now">When the feed is made: its own date where it holds nothing.</param>
    public static byte[] Write(string origin, SearchAddress address, SearchInput input, FinderResult result, IReadOnlyDictionary<string, DateTimeOffset> cameIn, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, $"{origin}{address.Under("/search.atom")}");
            xml.WriteElementString("title", Atom, Xml.Clean(TitleOf(input.Query)));
            xml.WriteElementString("subtitle", Atom, Subtitle(result));
            xml.WriteElementString("updated", Atom, LastUpdate(result, cameIn, now));
            WriteLink(xml, "self", "application/atom+xml", $"{origin}{address.Under("/search.atom")}");
            WriteLink(xml, "alternate", "text/html", $"{origin}{address}");
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, "Equipoise");
            xml.WriteElementString("uri", Atom, $"{origin}/about");
            xml.WriteEndElement();
            xml.WriteStartElement("generator", Atom);
            xml.WriteAttributeString("version", ProductVersion.Text);
            xml.WriteString("Equipoise");
            xml.WriteEndElement();
            foreach (var hit in result.Hits)
                WriteEntry(xml, origin, hit.Card, Moment(hit.Card, cameIn, now));
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void WriteEntry(XmlWriter xml, string origin, StudyCard card, string updated)
    {
        var status = card.Status is { } code ? EnumLabels.Of("Status", code) : null;
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, $"{origin}/study/{card.Id}");
        xml.WriteElementString("title", Atom, Xml.Clean(card.Title));
        xml.WriteElementString("updated", Atom, updated);
        WriteLink(xml, "alternate", "text/html", $"{origin}/study/{card.Id}");
        WriteCategory(xml, $"{origin}/glossary#status", card.Status, status);
        WriteCategory(xml, $"{origin}/glossary#phase", card.Phase, card.Phase);
        foreach (var country in card.Countries)
            WriteCategory(xml, $"{origin}/locations", country, country);
        if (card.Sponsor is { } sponsor)
        {
            xml.WriteStartElement("contributor", Atom);
            xml.WriteElementString("name", Atom, Xml.Clean(sponsor));
            xml.WriteEndElement();
        }

        xml.WriteElementString("summary", Atom, Xml.Clean(Summary(card, status)));
        xml.WriteEndElement();
    }

    private static string Summary(StudyCard card, string? status)
    {
        var countries = card.Countries.Count > 0 ? string.Join(", ", card.Countries) : "no country yet";
        return string.Join("\n", new[]
        {
            $"{card.Id} · {status ?? "status unknown"} · {card.Phase ?? "no phase"} · {countries} · last update {card.Updated ?? "unknown"}",
            card.Conditions.Count > 0 ? $"Conditions: {string.Join(", ", card.Conditions)}" : null,
            card.Summary,
        }.OfType<string>());
    }

    private static string TitleOf(FinderQuery query) => query switch
    {
        { Words.Length: > 0 } => $"Clinical trials for “{query.Words}”",
        { Condition: { } condition } => $"Clinical trials of {condition}",
        { In: { } place } => $"Clinical trials in {place}",
        { Near: { } near } => $"Clinical trials near {near.Name}",
        { NamedCity: { } city } => $"Clinical trials in {city}",
        { IsEmpty: true } => "Clinical trials",
        _ => "Clinical trials of a search",
    };

    private static string Subtitle(FinderResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Total:N0} {(result.Total == 1 ? "study fits" : "studies fit")}{(result.Hits.Count < result.Total ? $"; here are the {result.Hits.Count} updated last" : "")}.");

    private static string Moment(StudyCard card, IReadOnlyDictionary<string, DateTimeOffset> cameIn, DateTimeOffset now) =>
        PartialDate.TryParse(card.Updated, out var known)
            ? known.First.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture)
            : Moment(cameIn.TryGetValue(card.Id, out var moment) ? moment : now);

    private static string LastUpdate(FinderResult result, IReadOnlyDictionary<string, DateTimeOffset> cameIn, DateTimeOffset now)
    {
        var dated = result.Hits.Where(hit => hit.Card.Updated is not null).ToList();
        return (dated.Count > 0 ? dated : result.Hits).Select(hit => Moment(hit.Card, cameIn, now)).Max(StringComparer.Ordinal) ?? Moment(now);
    }

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void WriteLink(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void WriteCategory(XmlWriter xml, string scheme, string? term, string? label)
    {
        if (term is null)
            return;
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", Xml.Clean(term));
        xml.WriteAttributeString("scheme", scheme);
        xml.WriteAttributeString("label", Xml.Clean(label ?? term));
        xml.WriteEndElement();
    }
}
