using System.IO.Compression;
using Equipoise.Registry.Store;

namespace Equipoise.Tests;

/// <summary>A data folder that an older version left behind, one archive a version, works with this one.</summary>
public sealed class OlderDataTests
{
    public static TheoryData<string> Versions =>
        [.. Directory.GetFiles(Archives, "*.zip").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string Archives => Repository.PathTo("tests", "Equipoise.Tests", "OlderData");

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_site_starts_on_the_data_folder_of(string version)
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(Archives, $"{version}.zip"), folder.Path, TestContext.Current.CancellationToken);

        await using var program = await RunningProgram.ServeAsync("--data", folder.Path);

        using var client = new HttpClient { BaseAddress = program.Address };
        (await client.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain("ILLUMINE");
    }

    [Fact]
    public void There_is_one_for_every_version_whose_schema_was_another() =>
        Versions.Count.ShouldBeGreaterThanOrEqualTo(RegistryStore.Schema.Version);
}
