namespace Equipoise.Registry.Records;

/// <summary>A number under which a study is known elsewhere.</summary>
/// <param name="Id">The number.</param>
/// <param name="Type">Whose it is, as the API writes it, such as <c>CTIS</c>; null where the record does not say.</param>
/// <param name="Domain">Which registry, agency or funder, in the sponsor's words.</param>
/// <param name="Link">Where the registry found it.</param>
public sealed record SecondaryId(string Id, string? Type, string? Domain, string? Link)
{
    /// <summary>The number with its kind and, where the record names one, its domain: "2025-522996-27-00 (EU Trial (CTIS) Number)".</summary>
    public override string ToString()
    {
        var kind = Type is null ? null : EnumLabels.Of("SecondaryIdType", Type);
        return (kind, Domain) switch
        {
            (null, null) => Id,
            (null, _) => $"{Id} ({Domain})",
            (_, null) => $"{Id} ({kind})",
            _ => $"{Id} ({kind}: {Domain})",
        };
    }

    internal static SecondaryId? From(RecordPart part) =>
        part.Text("id") is { } id ? new SecondaryId(id, part.Text("type"), part.Text("domain"), part.Text("link")) : null;
}
