using System.Text;
using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Tests.Access;

public sealed class PermissionDocumentTests
{
    [Fact]
    public void The_document_shows_the_table_of_the_code()
    {
        var document = File.ReadAllText(Repository.PathTo("docs/permissions.md"));

        document.ShouldContain(Table());
    }

    private static string Table()
    {
        var table = new StringBuilder("| permission | roles |\n|---|---|\n");
        foreach (var permission in Enum.GetValues<Permission>())
            table.Append("| ").Append(Spaced(permission.ToString())).Append(" | ").AppendJoin(", ", PermissionTable.RolesWith(permission).Select(role => Spaced(role.ToString()))).Append(" |\n");
        return table.ToString();
    }

    private static string Spaced(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? $"{(at > 0 ? " " : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
