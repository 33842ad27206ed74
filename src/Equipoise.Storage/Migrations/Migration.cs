using System.Security.Cryptography;
using System.Text;

namespace Equipoise.Storage.Migrations;

/// <summary>One numbered step forward of a schema, as SQL with its types in braces.</summary>
/// <param name="Number">1 for the first, without gaps.</param>
/// <param name="Name">What it brings, from its file's name.</param>
/// <param name="Sql">Its statements.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 of the statements, in lower-case hex: a step that has run may not be rewritten.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
