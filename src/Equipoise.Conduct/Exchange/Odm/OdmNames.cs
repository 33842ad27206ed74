using System.Xml.Linq;

namespace Equipoise.Conduct.Exchange.Odm;

/// <summary>The names of ODM 1.3.2.</summary>
internal static class OdmNames
{
    public static XNamespace Odm { get; } = "http://www.cdisc.org/ns/odm/v1.3";

    public static XName Language { get; } = XNamespace.Xml + "lang";
}
