using System.Xml.Linq;

namespace Equipoise.Conduct.Tests.Exchange.Standards;

/// <summary>What ODM 1.3.2 asks of each element that we write, by a hand-kept table: its attributes, its children with their order and number.</summary>
internal static class OdmRules
{
    private static readonly XNamespace Odm = "http://www.cdisc.org/ns/odm/v1.3";

    private static readonly ILookup<string, Rule> Rules = StandardTable.Read("odm-1.3.2.tsv").ToLookup(cells => cells[0], cells => new Rule(cells[1], cells[2], int.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture), cells[4] is "*" ? int.MaxValue : 1, cells[5]));

    /// <summary>What is wrong with an element and all in it, in sentences; empty where nothing is.</summary>
    public static IEnumerable<string> Breaches(XElement root) => root.DescendantsAndSelf().SelectMany(Of).Distinct();

    private static IEnumerable<string> Of(XElement element)
    {
        var name = element.Name.LocalName;
        if (element.Name.Namespace != Odm || !Rules.Contains(name))
        {
            yield return $"{name} is not in the table";
            yield break;
        }

        var attributes = element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name.LocalName).ToList();
        foreach (var rule in Rules[name].Where(rule => rule.Kind == "attribute" && rule.Least > 0 && !attributes.Contains(rule.Name)))
            yield return $"{name} has no {rule.Name} (section {rule.Section})";
        foreach (var stray in attributes.Where(attribute => !Rules[name].Any(rule => rule.Kind == "attribute" && rule.Name == attribute)))
            yield return $"{name} may have no {stray}";
        var order = Rules[name].Where(rule => rule.Kind == "child").ToList();
        var places = element.Elements().Select(child => order.FindIndex(rule => rule.Name == child.Name.LocalName)).ToList();
        if (places.Contains(-1))
            yield return $"{name} may not hold one of {string.Join(", ", element.Elements().Select(child => child.Name.LocalName).Distinct())}";
        if (!places.SequenceEqual(places.Order()))
            yield return $"{name} has its children out of order";
        foreach (var rule in order.Where(rule => element.Elements(Odm + rule.Name).Count() is var count && (count < rule.Least || count > rule.Most)))
            yield return $"{name} has {element.Elements(Odm + rule.Name).Count()} {rule.Name} (section {rule.Section})";
    }

    private sealed record Rule(string Kind, string Name, int Least, int Most, string Section);
}
