using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Protocols.Reading;

/// <summary>Reads a protocol file: YAML, checked key by key, every complaint with its line.</summary>
public static class ProtocolReader
{
    /// <summary>Reads a protocol.</summary>
    /// <exception cref="ProtocolException">It is not YAML, or not a protocol.</exception>
    public static Protocol Read(string yaml)
    {
        var document = DocumentReader.Read(yaml);
        var root = new YamlFields(document, "protocol");
        var study = root.Text("study");
        if (study.StartsWith("NCT", StringComparison.OrdinalIgnoreCase) && (!study.StartsWith("NCT", StringComparison.Ordinal) || study.Length != 11 || !study.Skip(3).All(char.IsAsciiDigit)))
            throw ProtocolException.At(1, $"'{study}' is no id of the registry: write NCT and eight digits.");
        var criteria = new List<Criterion>();
        foreach (var node in root.List("criteria"))
            criteria.Add(ReadCriterion(new YamlFields(node, "criterion"), criteria));
        if (criteria.Count == 0)
            throw ProtocolException.At(root.LineOf("criteria"), "'criteria' is an empty list: write at least one criterion, with an 'id' and a 'text'.");
        var version = root.Part("version", "version", ReadVersion);
        var design = root.Optional("arms") is null ? null : DesignReader.Read(root);
        root.RefuseOthers();
        if (design is not null && version is null)
            throw ProtocolException.At(1, "A protocol with arms has a 'version', since participants stay on the one they consented to.");
        return new Protocol(study, criteria) { Version = version, Design = design, Values = OriginReader.Read(document) };
    }

    private static ProtocolVersion ReadVersion(YamlFields fields) => new(
        fields.Text("number"),
        fields.Date("date"),
        fields.Each("amendments", "amendment", part => new Amendment(part.Text("number"), part.Date("date"), part.Text("summary"), part.Flag("needsConsent", otherwise: true))));

    private static Criterion ReadCriterion(YamlFields fields, List<Criterion> before)
    {
        var id = fields.Text("id");
        if (before.Exists(earlier => string.Equals(earlier.Id, id, StringComparison.Ordinal)))
            throw ProtocolException.At(fields.Line, $"'{id}' is the id of an earlier criterion: give each its own.");
        var polarity = id.StartsWith("inclusion-", StringComparison.Ordinal) ? Polarity.Inclusion
            : id.StartsWith("exclusion-", StringComparison.Ordinal) ? Polarity.Exclusion
            : throw ProtocolException.At(fields.Line, $"'{id}' begins with neither inclusion- nor exclusion-.");
        var text = fields.Text("text");
        var tree = fields.Optional("tree") is { } node ? TreeReader.Read(node) : null;
        var stated = fields.OptionalText("class");
        fields.RefuseOthers();
        var computed = Class.Of(tree);
        var evaluability = stated switch
        {
            null => computed,
            "judgment" => Evaluability.Judgment,
            "attested" => Evaluability.Attested,
            "administrative" => Evaluability.Administrative,
            "computable" when computed == Evaluability.Computable => Evaluability.Computable,
            _ => throw ProtocolException.At(fields.Line, $"The class '{stated}' is none of computable, judgment, attested, administrative, or not that of the tree."),
        };
        return new Criterion
        {
            Id = id,
            Polarity = polarity,
            Text = text,
            Source = new SourceSpan(0, text.Length),
            Evaluability = evaluability,
            Tree = tree,
            Parent = Parent(id, before),
        };
    }

    private static string? Parent(string id, List<Criterion> before) =>
        id.LastIndexOf('.') is > 0 and var point && before.Find(earlier => string.Equals(earlier.Id, id[..point], StringComparison.Ordinal)) is { } above ? above.Id : null;
}
