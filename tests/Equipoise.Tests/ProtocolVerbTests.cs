using System.Text.Json;

namespace Equipoise.Tests;

/// <summary><c>equipoise protocol</c> on our own files.</summary>
public sealed class ProtocolVerbTests
{
    [Fact]
    public async Task A_protocol_says_what_is_fact_and_what_assumption()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("protocol", "check", "NCT07264075", "--json");

        exitCode.ShouldBe(0, messages);
        var values = JsonDocument.Parse(output).RootElement.GetProperty("values").EnumerateArray().ToDictionary(value => value.GetProperty("path").GetString()!, value => value.GetProperty("origin").GetString());
        values["arms.A.treatments.IVO.dose.amount"].ShouldBe("record");
        values["allocation.blockSizes.1"].ShouldBe("assumption");
    }

    [Theory]
    [InlineData("usdm", "USDM 4.0.0")]
    [InlineData("odm", "ODM 1.3")]
    public async Task What_is_exported_is_read_again(string form, string expected)
    {
        using var folder = new TemporaryFolder();
        var export = await RunningProgram.RunAsync("protocol", "export", "NCT07264075", "--to", form);
        export.ExitCode.ShouldBe(0, export.Messages);
        await File.WriteAllTextAsync(folder.PathTo("study"), export.Output, TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("protocol", "read", folder.PathTo("study"), "--json");

        exitCode.ShouldBe(0, messages);
        JsonDocument.Parse(output).RootElement.GetProperty("form").GetString().ShouldBe(expected);
    }

    [Fact]
    public async Task A_definition_in_USDM_becomes_a_protocol_file_that_can_be_checked()
    {
        using var folder = new TemporaryFolder();
        var export = await RunningProgram.RunAsync("protocol", "export", "NCT07264075", "--to", "usdm");
        await File.WriteAllTextAsync(folder.PathTo("study.json"), export.Output, TestContext.Current.CancellationToken);

        var import = await RunningProgram.RunAsync("protocol", "import", folder.PathTo("study.json"));
        import.ExitCode.ShouldBe(0, import.Messages);
        import.Messages.ShouldContain("Allocation is supposed to be equal");
        await File.WriteAllTextAsync(folder.PathTo("protocol.yaml"), import.Output, TestContext.Current.CancellationToken);

        (await RunningProgram.RunAsync("protocol", "check", folder.PathTo("protocol.yaml"))).Output.ShouldStartWith("NCT07264075, version 1.0: ");
        (await RunningProgram.RunAsync("protocol", "import", folder.PathTo("protocol.yaml"))).Messages.ShouldStartWith("Line 1: this is not JSON");
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathTo("bad.yaml"), "study: X\ncriteria: [{id: inclusion-1, text: Adults}]\narms: none\n", TestContext.Current.CancellationToken);

        var (exitCode, output, messages) = await RunningProgram.RunAsync("protocol", "check", folder.PathTo("bad.yaml"));
        (exitCode, output).ShouldBe((1, ""));
        messages.TrimEnd().ShouldBe("Line 3: 'arms' is a list.");
        (await RunningProgram.RunAsync("protocol", "export", "NCT07264075", "--to", "pdf")).ExitCode.ShouldBe(2);
        (await RunningProgram.RunAsync("protocol", "read", folder.PathTo("bad.yaml"))).Messages.ShouldStartWith("Line 1: this is not JSON");
    }
}
