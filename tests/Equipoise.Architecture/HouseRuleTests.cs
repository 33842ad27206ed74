using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Equipoise.Architecture;

/// <summary>Rules that a reader of CONTRIBUTING.md may rely on.</summary>
public sealed partial class HouseRuleTests
{
    [Fact]
    public void Versions_of_packages_stand_in_one_place_and_are_exact()
    {
        Projects().SelectMany(project => project.Descendants("PackageReference")).Where(package => package.Attribute("Version") is not null).ShouldBeEmpty();
        SourceTree.ReadXml("Directory.Packages.props").Descendants("PackageVersion")
            .Select(package => package.Attribute("Version")!.Value)
            .ShouldAllBe(version => ExactVersion().IsMatch(version));
    }

    [Fact]
    public void No_package_is_named_that_nothing_uses()
    {
        var used = Projects().Append(SourceTree.ReadXml("Directory.Build.props")).Append(SourceTree.ReadXml("tests/Directory.Build.props"))
            .SelectMany(project => project.Descendants("PackageReference")).Select(package => package.Attribute("Include")!.Value);

        SourceTree.ReadXml("Directory.Packages.props").Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value)
            .Except(used).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_locks_its_packages_and_no_lock_names_a_host() =>
        SourceTree.Files(".", ".csproj")
            .Select(project => $"{Path.GetDirectoryName(project)}/packages.lock.json")
            .ShouldAllBe(path => File.Exists(Repository.PathTo(path)) && !SourceTree.Read(path).Contains("://"));

    [Fact]
    public void No_file_or_folder_is_named_for_nothing() =>
        SourceTree.Files(".", ".cs", ".razor").Where(path => NameForNothing().IsMatch(path)).ShouldBeEmpty();

    [Fact]
    public void The_namespace_of_a_file_is_its_folder() =>
        SourceTree.Files("src", ".cs")
            .Where(path => Namespace().Match(SourceTree.Read(path)) is { Success: true } found &&
                !string.Equals(found.Groups[1].Value, Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.'), StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Every_relative_link_in_the_documents_leads_to_a_file() =>
        SourceTree.Files(".", ".md")
            .SelectMany(document => Link().Matches(SourceTree.Read(document)).Select(match => (document, target: match.Groups[1].Value)))
            .Where(link => !link.target.Contains("://") && !Path.Exists(Repository.PathTo(Path.GetDirectoryName(link.document)!, link.target.Split('#')[0])))
            .ShouldBeEmpty();

    [Fact]
    public void Every_decision_has_the_four_headings() =>
        SourceTree.Files("docs/adr", ".md")
            .Where(path => DecisionFile().IsMatch(path))
            .ShouldAllBe(path => new[] { "## Context", "## Decision", "## Status", "## Consequences" }.All(heading => SourceTree.Read(path).Contains($"\n{heading}\n")));

    private static IEnumerable<XDocument> Projects() => SourceTree.Files(".", ".csproj").Select(SourceTree.ReadXml);

    [GeneratedRegex(@"^\[?\d+\.\d+\.\d+\]?$", RegexOptions.None, 1000)]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"(Utils?|Utilities|Helpers?|Managers?|Misc|Common)(/|\.cs$|\.razor$)", RegexOptions.None, 1000)]
    private static partial Regex NameForNothing();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\]\(([^)\s#][^)\s]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"/\d{4}-[^/]+\.md$", RegexOptions.None, 1000)]
    private static partial Regex DecisionFile();
}
