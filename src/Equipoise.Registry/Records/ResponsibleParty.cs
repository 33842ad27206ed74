namespace Equipoise.Registry.Records;

/// <summary>Who answers for a study before the law.</summary>
/// <param name="Kind">The label of the role, such as "Principal Investigator".</param>
/// <param name="Name">The investigator, or what an old record says instead.</param>
/// <param name="Title">The investigator's title.</param>
/// <param name="Affiliation">Where the investigator works, or the organization of an old record.</param>
public sealed record ResponsibleParty(string? Kind, string? Name, string? Title, string? Affiliation)
{
    internal static ResponsibleParty? From(RecordPart part) => part.Exists
        ? new ResponsibleParty(
            part.Label("ResponsiblePartyType", "type"),
            part.Text("investigatorFullName") ?? part.Text("oldNameTitle"),
            part.Text("investigatorTitle"),
            part.Text("investigatorAffiliation") ?? part.Text("oldOrganization"))
        : null;
}
