using System.Text.Json;

namespace Equipoise.Tests;

public sealed class UserTests : IDisposable
{
    private readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Before_the_first_account_it_says_how_to_make_it()
    {
        var (code, output, _) = await RunningProgram.RunAsync("user", "--data", data.Path);

        code.ShouldBe(0);
        output.ShouldContain("'equipoise serve' prints the link");
    }

    [Fact]
    public async Task The_first_link_works_and_once_used_a_new_start_prints_none()
    {
        string link;
        await using (var program = await RunningProgram.ServeAsync("--data", data.Path))
        {
            link = program.Announcement.GetProperty("setup").GetString()!;
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler);
            var page = await client.GetStringAsync(new Uri(link), TestContext.Current.CancellationToken);
            var from = page.IndexOf("name=\"form-token\" value=\"", StringComparison.Ordinal) + "name=\"form-token\" value=\"".Length;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["form-token"] = page[from..page.IndexOf('"', from)],
                ["username"] = "ada",
                ["name"] = "Ada Admin",
                ["password"] = "correct horse battery",
                ["again"] = "correct horse battery",
            });
            using var answer = await client.PostAsync(new Uri(link), form, TestContext.Current.CancellationToken);
            answer.Headers.Location!.ToString().ShouldBe("/conduct/sign-in");
        }

        await using var again = await RunningProgram.ServeAsync("--data", data.Path);
        again.Announcement.GetProperty("setup").ValueKind.ShouldBe(JsonValueKind.Null);
        var (code, output, _) = await RunningProgram.RunAsync("user", "--data", data.Path, "--json");
        code.ShouldBe(0);
        JsonDocument.Parse(output).RootElement[0].GetProperty("username").GetString().ShouldBe("ada");
    }

    [Fact]
    public async Task The_first_link_is_printed_once_and_not_among_messages_that_others_may_collect()
    {
        await using var program = RunningProgram.Start("serve", "--urls", "http://127.0.0.1:0", "--data", data.Path);
        await program.WaitForMessageAsync("The search knows no medical vocabulary");
        await program.StopAsync();

        program.Output.Split("/conduct/welcome/").Length.ShouldBe(2, program.Output);
        program.Messages.ShouldNotContain("/conduct/welcome/");
    }

    [Fact]
    public async Task A_link_for_nobody_is_refused()
    {
        var (code, _, messages) = await RunningProgram.RunAsync("user", "link", "nobody", "--data", data.Path);

        code.ShouldBe(1);
        messages.ShouldContain("There is no open account nobody");
    }

    [Fact]
    public async Task A_site_of_public_pages_only_has_no_sign_in()
    {
        await using var program = await RunningProgram.ServeAsync("--data", data.Path, "--no-conduct");

        using var client = new HttpClient { BaseAddress = program.Address };
        using var answer = await client.GetAsync(new Uri("/conduct/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        program.Announcement.GetProperty("setup").ValueKind.ShouldBe(JsonValueKind.Null);
        File.Exists(Path.Combine(data.Path, "conduct.db")).ShouldBeFalse();
    }
}
