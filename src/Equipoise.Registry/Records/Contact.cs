namespace Equipoise.Registry.Records;

/// <summary>A person, or a telephone, that answers questions about a study.</summary>
/// <param name="Name">Who.</param>
/// <param name="Role">The label of the role, such as "Contact".</param>
/// <param name="Phone">The number as the record writes it.</param>
/// <param name="PhoneExtension">What to dial after it.</param>
/// <param name="Email">The address.</param>
public sealed record Contact(string? Name, string? Role, string? Phone, string? PhoneExtension, string? Email)
{
    internal static Contact From(RecordPart part) =>
        new(part.Text("name"), part.Label("ContactRole", "role"), part.Text("phone"), part.Text("phoneExt"), part.Text("email"));
}
