using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Equipoise.Architecture;

/// <summary>The pure rooms read no clock, draw no randomness and, but for the engine's own files, do no input or output. What
/// a built room calls stands in its metadata, so nothing can hide.</summary>
public sealed class PurityTests
{
    private static readonly string[] ClockAndChance =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeProvider.get_System",
        "System.Environment.", "System.Diagnostics.Stopwatch.",
        "System.Random.", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Security.Cryptography.RandomNumberGenerator.",
    ];

    private static readonly string[] InputAndOutput =
    [
        "System.Console.", "System.IO.File.", "System.IO.FileStream.", "System.IO.FileInfo.", "System.IO.Directory.", "System.IO.DirectoryInfo.",
        "System.IO.StreamReader..ctor", "System.IO.MemoryMappedFiles.", "System.Net.", "System.Data.", "System.Diagnostics.Process.",
    ];

    [Theory]
    [InlineData("Equipoise.Search")]
    [InlineData("Equipoise.Eligibility")]
    [InlineData("Equipoise.Statistics")]
    [InlineData("Equipoise.Protocols")]
    public void A_pure_room_reads_no_clock_and_draws_no_randomness(string room) => Calls(room).Where(IsAnyOf(ClockAndChance)).ShouldBeEmpty();

    [Theory]
    [InlineData("Equipoise.Eligibility")]
    [InlineData("Equipoise.Statistics")]
    [InlineData("Equipoise.Protocols")]
    public void A_pure_room_does_no_input_or_output(string room) => Calls(room).Where(IsAnyOf(InputAndOutput)).ShouldBeEmpty();

    [Fact]
    public void Impure_calls_would_be_seen()
    {
        var seen = Calls("Equipoise.Architecture").ToList();

        seen.Where(IsAnyOf(ClockAndChance)).ShouldContain("System.DateTime.get_UtcNow");
        seen.Where(IsAnyOf(ClockAndChance)).ShouldContain("System.Random.get_Shared");
        seen.Where(IsAnyOf(InputAndOutput)).ShouldContain("System.IO.File.ReadAllText");
    }

    /// <summary>Never runs: it stands here so that the checks have something to find.</summary>
    internal static string Impure() => $"{DateTime.UtcNow}{Random.Shared.Next()}{File.ReadAllText("x")}";

    // Every method with yield in it asks on which thread it is: the compiler writes that, not we.
    private static Func<string, bool> IsAnyOf(string[] prefixes) => call =>
        call is not "System.Environment.get_CurrentManagedThreadId" && prefixes.Any(prefix => call.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<string> Calls(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member =>
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
            })];
    }
}
