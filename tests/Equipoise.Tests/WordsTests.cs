namespace Equipoise.Tests;

/// <summary>What the program answers to right and wrong words.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("There is no verb 'dance' in this version.", "dance")]
    [InlineData("There is no verb 'dance' in this version.", "dance", "--json")]
    [InlineData("Unrecognized command or argument '--dance'.", "--dance")]
    [InlineData("Unrecognized command or argument 'NCT07264075'.", "serve", "NCT07264075")]
    [InlineData("--urls 'nonsense' is not an address to listen on", "serve", "--urls", "nonsense")]
    [InlineData("--urls 'http://locahost:5080' does not name localhost or an IP address and a port", "--urls", "http://127.0.0.1:0;http://locahost:5080")]
    [InlineData("--urls 'ftp://127.0.0.1:5080' is not an address to listen on", "--urls", "ftp://127.0.0.1:5080")]
    [InlineData("--urls 'http://127.0.0.1:port' does not name localhost or an IP address and a port", "--urls", "http://127.0.0.1:port")]
    [InlineData("--urls 'http://127.0.0.1:99999' is not an address to listen on", "--urls", "http://127.0.0.1:99999")]
    [InlineData("--urls 'https://127.0.0.1:5443' asks for TLS, which Equipoise leaves to a proxy in front of it", "--urls", "https://127.0.0.1:5443")]
    [InlineData("--urls 'http://localhost:0' asks for any free port, which takes an IP address", "--urls", "http://localhost:0")]
    [InlineData("--database is not a PostgreSQL connection string", "--database", "nonsense")]
    [InlineData("--database names no host or no database", "--database", "")]
    [InlineData("--urls 'http://[127.0.0.1]:5080' does not name localhost or an IP address and a port", "--urls", "http://[127.0.0.1]:5080")]
    [InlineData("--urls 'http://127.1:5080' does not name localhost or an IP address and a port", "--urls", "http://127.1:5080")]
    [InlineData("--urls 'http://unix:/run/equipoise.sock' does not name localhost or an IP address and a port", "--urls", "http://unix:/run/equipoise.sock")]
    [InlineData("A word with = or @ in it stands where none is expected", "@/etc/hostname")]
    [InlineData("--urls is empty", "--urls", "")]
    public async Task Wrong_words_are_refused_in_a_sentence_before_anything_is_done(string sentence, params string[] words)
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, messages) = await RunningProgram.RunAsync([.. words, "--data", folder.PathTo("data")]);

        exitCode.ShouldBe(2, messages);
        output.ShouldBeEmpty();
        messages.ShouldStartWith(sentence);
        messages.ShouldContain("'equipoise --help' lists the verbs and options.");
        Directory.Exists(folder.PathTo("data")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--database", "Host=me:sesame@127.0.0.1;Database=e")]
    [InlineData("--database", "Host=postgres://me:sesame@127.0.0.1/e;Database=e")]
    [InlineData("--database", "Host=127.0.0.1;Database=e?password=sesame")]
    [InlineData("--database", "postgres://me:sesame@127.0.0.1/e")]
    [InlineData("--database", "Host=h", "Password=sesame")]
    [InlineData("serve", "Host=h;Password=sesame")]
    [InlineData("me:sesame@127.0.0.1")]
    [InlineData("--urls", "http://me:sesame@127.0.0.1:5080")]
    public async Task A_password_in_the_wrong_place_is_never_repeated(params string[] words)
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync(words);

        exitCode.ShouldBe(2, messages);
        (output + messages).ShouldNotContain("sesame");
        messages.Split('\n').Length.ShouldBe(3);
    }

    [Fact]
    public async Task An_empty_data_folder_name_is_refused()
    {
        var (exitCode, _, messages) = await RunningProgram.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", "");

        exitCode.ShouldBe(2);
        messages.ShouldStartWith("--data is empty: name a folder.");
    }

    [Fact]
    public async Task A_database_that_cannot_be_used_is_a_sentence_without_the_password()
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync("--urls", "http://127.0.0.1:0", "--database", "Host=127.0.0.1;Port=1;Database=e;Username=me;Password=sesame");

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        messages.ShouldBe("PostgreSQL on 127.0.0.1:1 does not answer: start it, or correct the host and port of --database.\n");
    }

    [Theory]
    [InlineData("FILE.csv is empty: name a file.", "recist", "")]
    [InlineData("--scenario is empty: name a file.", "simulate", "NCT07264075", "--replicates", "10", "--seed", "1", "--scenario", "")]
    [InlineData("'equipoise survival' takes one of km, ", "survival")]
    public async Task Words_that_name_nothing_are_told_with_what_they_should_name(string sentence, params string[] words)
    {
        var (exitCode, output, messages) = await RunningProgram.RunAsync(words);

        (exitCode, output).ShouldBe((2, ""));
        messages.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task A_folder_is_not_taken_for_a_file()
    {
        using var folder = new TemporaryFolder();

        var (exitCode, output, messages) = await RunningProgram.RunAsync("survival", "km", folder.Path, "--time", "a", "--event", "b");

        (exitCode, output, messages).ShouldBe((1, "", $"{folder.Path} is a folder: name a file.\n"));
    }

    [Fact]
    public async Task Help_names_every_verb_and_option()
    {
        var (exitCode, output, _) = await RunningProgram.RunAsync("--help");

        exitCode.ShouldBe(0);
        foreach (var word in (string[])["serve", "--data", "--database", "--json", "--urls", "--no-demo", "--version"])
            output.ShouldContain(word);
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var (exitCode, output, _) = await RunningProgram.RunAsync("--version");

        exitCode.ShouldBe(0);
        output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+$");
    }
}
