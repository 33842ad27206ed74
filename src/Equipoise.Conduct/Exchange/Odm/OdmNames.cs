using System.Xml.Linq;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>The names of ODM 1.3.2, and the object identifiers that metadata and data share.</summary>
internal static class OdmNames
{
    public static XNamespace Odm { get; } = "http://www.cdisc.org/ns/odm/v1.3";

    public static XName Language { get; } = XNamespace.Xml + "lang";

    public static string VersionOid(string number) => $"MDV.{number}";

    public static string EventOid(string visit) => $"SE.{visit}";

    public static string FormOid(string form) => $"F.{form}";

    public static string GroupOid(string form) => $"IG.{form}";

    public static string ItemOid(string form, string field) => $"I.{form}.{field}";

    public static string UserOid(string account) => $"U.{account}";

    public static string LocationOid(string site) => $"L.{site}";
}
