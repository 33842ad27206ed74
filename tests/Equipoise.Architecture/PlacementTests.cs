using System.Text.RegularExpressions;

namespace Equipoise.Architecture;

/// <summary>SQL and HTTP stay in the rooms that know them.</summary>
public sealed partial class PlacementTests
{
    [Fact]
    public void Only_Storage_and_the_Store_folders_contain_SQL() =>
        Violations(MaySpeakSql(), Sql()).ShouldBeEmpty();

    [Fact]
    public void SQL_scripts_lie_in_Storage_and_the_Store_folders() =>
        SourceTree.Files("src", ".sql").Where(path => !MaySpeakSql().IsMatch(path)).ShouldBeEmpty();

    [Fact]
    public void Only_Web_the_program_and_the_live_client_know_HTTP() =>
        Violations(MaySpeakHttp(), Http()).ShouldBeEmpty();

    [Theory]
    [InlineData("var sql = \"select record from study\";")]
    [InlineData("connection.Execute(\"INSERT INTO study VALUES (1)\")")]
    [InlineData("\"\"\"\n  update study\n  set record = ''\n\"\"\"")]
    [InlineData("\"delete from study\"")]
    [InlineData("\"create table study (id text)\"")]
    [InlineData("\"pragma query_only = on\"")]
    [InlineData("using Dapper;")]
    [InlineData("using System.Data.Common;")]
    [InlineData("Npgsql.NpgsqlConnection connection;")]
    public void SQL_in_the_wrong_place_would_be_seen(string source) => Sql().IsMatch(WithoutComments(source)).ShouldBeTrue();

    [Theory]
    [InlineData("using System.Net.Http;")]
    [InlineData("var client = new HttpClient();")]
    [InlineData("using Microsoft.AspNetCore.Http;")]
    public void HTTP_in_the_wrong_place_would_be_seen(string source) => Http().IsMatch(WithoutComments(source)).ShouldBeTrue();

    [Theory]
    [InlineData("// select the best from the list, then update and set")]
    [InlineData("/// <summary>Deletes from the set; an HttpClient would do.</summary>")]
    [InlineData("var best = from study in studies select study;")]
    [InlineData("var update = setting;")]
    public void Prose_and_ordinary_code_are_not_taken_for_it(string source)
    {
        Sql().IsMatch(WithoutComments(source)).ShouldBeFalse();
        Http().IsMatch(WithoutComments(source)).ShouldBeFalse();
    }

    private static IEnumerable<string> Violations(Regex allowed, Regex forbidden) =>
        SourceTree.Files("src", ".cs", ".razor")
            .Where(path => !allowed.IsMatch(path))
            .SelectMany(path => forbidden.Matches(WithoutComments(SourceTree.Read(path))).Select(match => $"{path}: {match.Value}"));

    private static string WithoutComments(string source) => Comment().Replace(source, "");

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^src/(Equipoise\.Storage|Equipoise\.(Registry|Conduct|Analysis)/Store)/", RegexOptions.None, 1000)]
    private static partial Regex MaySpeakSql();

    [GeneratedRegex(@"^src/(Equipoise\.Web|Equipoise|Equipoise\.Registry/Import/Live)/", RegexOptions.None, 1000)]
    private static partial Regex MaySpeakHttp();

    [GeneratedRegex(@"\bselect\s[^;""]{1,300}\sfrom\s|\binsert\s+into\s|\bupdate\s+\w+\s+set\s|\bdelete\s+from\s|\b(create|alter|drop)\s+(table|index|view|trigger)\s|\bpragma\s+[a-z]|\bDapper\b|\bNpgsql|\bMicrosoft\.Data\.Sqlite\b|\bSystem\.Data\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\bSystem\.Net\.Http\b|\bHttp(Client|Listener|Context|Request|Response)\w*|\bMicrosoft\.AspNetCore\b", RegexOptions.None, 1000)]
    private static partial Regex Http();
}
