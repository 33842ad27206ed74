using System.Globalization;
using System.Xml.Linq;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Exchange.Exports;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>The people and places that audit records refer to (ODM 1.3.2, section 3.1.2).</summary>
internal static class OdmAdminData
{
    private static readonly XNamespace Odm = OdmNames.Odm;

    public static XElement Of(StudySource source) => new(
        Odm + "AdminData",
        new XAttribute("StudyOID", source.Study.Id),
        source.People.Select(person => new XElement(
            Odm + "User",
            new XAttribute("OID", OdmNames.UserOid(person.AccountId)),
            new XAttribute("UserType", person.Roles.Contains("Investigator", StringComparison.Ordinal) ? "Investigator" : person.Roles.Contains("Sponsor", StringComparison.Ordinal) ? "Sponsor" : "Other"),
            new XElement(Odm + "FullName", OdmText.Of(person.Name)))),
        source.Sites.Select(site => new XElement(
            Odm + "Location",
            new XAttribute("OID", OdmNames.LocationOid(site.Code)),
            new XAttribute("Name", OdmText.Of(site.Name)),
            new XAttribute("LocationType", "Site"),
            source.Protocols.Select(protocol => new XElement(
                Odm + "MetaDataVersionRef",
                new XAttribute("StudyOID", source.Study.Id),
                new XAttribute("MetaDataVersionOID", OdmNames.VersionOid(protocol.Number)),
                new XAttribute("EffectiveDate", protocol.Protocol.Version!.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))))));

    /// <summary>Who, where, when and why of a change.</summary>
    public static XElement Record(AuditEntry entry, string site) => new(
        Odm + "AuditRecord",
        new XElement(Odm + "UserRef", new XAttribute("UserOID", OdmNames.UserOid(entry.AccountId))),
        new XElement(Odm + "LocationRef", new XAttribute("LocationOID", OdmNames.LocationOid(entry.Site ?? site))),
        new XElement(Odm + "DateTimeStamp", entry.At),
        string.IsNullOrWhiteSpace(entry.Reason) ? null : new XElement(Odm + "ReasonForChange", OdmText.Of(entry.Reason)),
        new XElement(Odm + "SourceID", string.Create(CultureInfo.InvariantCulture, $"{entry.Trail}/{entry.Number}")));
}
