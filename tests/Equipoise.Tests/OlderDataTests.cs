using System.IO.Compression;
using Equipoise.Registry.Store;

namespace Equipoise.Tests;

/// <summary>A data folder that an older version left behind works with this one: one archive for each version of the
/// registry's schema.</summary>
public sealed class OlderDataTests
{
    public static TheoryData<string> Schemas =>
        [.. Directory.GetFiles(Archives, "*.zip").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string Archives => Repository.PathTo("tests", "Equipoise.Tests", "OlderData");

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task The_site_starts_on_the_data_folder_of_schema(string version)
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(Archives, $"{version}.zip"), folder.Path, TestContext.Current.CancellationToken);

        await using var program = await RunningProgram.ServeAsync("--data", folder.Path);

        using var client = new HttpClient { BaseAddress = program.Address };
        (await client.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("ILLUMINE");
    }

    [Fact]
    public void There_is_one_for_every_schema_before_today() =>
        Enumerable.Range(1, RegistryStore.Schema.Version - 1).Select(version => $"{version}").ShouldBeSubsetOf(Schemas.Select(row => row.Data));
}
