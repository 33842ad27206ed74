using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Indexing;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;

namespace Equipoise.Find;

/// <summary><c>equipoise search QUERY</c>: what the finder finds.</summary>
internal static class SearchVerb
{
    private const int MostHits = 1000;

    // With fewer the verb says what each word finds, and which it may have been meant to be.
    private const int FewHits = 3;

    private static readonly Argument<string[]> Words = new("QUERY")
    {
        Description = "Condition, treatment, sponsor, title or id; nothing finds every study",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "How many studies to show",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
        Validators = { result => Refuse(result, "--limit", least: 0, MostHits) },
    };

    private static readonly Option<int> Offset = new("--offset")
    {
        Description = "How many studies to leave out before the first",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        Validators = { result => Refuse(result, "--offset", least: 0, Finder.MostReachable) },
    };

    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("search", "Find studies") { Words, Limit, Offset };
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        await using var database = SharedOptions.OpenRegistryDatabase(words);
        var store = await RegistryStore.OpenAsync(database, TimeProvider.System, cancellation);
        // A folder that has never held anything shows the samples, as the site would.
        if ((await store.IdentifyAsync(cancellation)).LastChange == 0)
            await store.ShowSamplesAsync(SampleStudies.All, cancellation);
        using var index = await IndexFolder.OpenUpToDateAsync(words, store, messages, cancellation);
        var (limit, offset) = (words.GetValue(Limit), words.GetValue(Offset));
        var finder = new Finder(index);
        var query = new FinderQuery { Words = string.Join(' ', words.GetValue(Words) ?? []), Offset = offset, PageSize = limit };
        var result = finder.Search(query, cancellation);

        if (words.GetValue(SharedOptions.Json))
            await output.WriteLineAsync(JsonSerializer.Serialize(ToJson(result), JsonForm));
        else
            await WriteAsync(result, offset, result.Total < FewHits ? finder.ExplainWords(query, cancellation) : WordsExplanation.None, output);
        return ExitCode.Done;
    }

    private static object ToJson(FinderResult result) => new
    {
        result.Total,
        Hits = result.Hits.Select(hit => new { NctId = hit.Card.Id, hit.Card.Title, hit.Card.Status, hit.Score }),
        Facets = result.Facets.ToDictionary(
            facet => facet.Facet.Name,
            facet => facet.Values.Select(value => new { value.Value, value.Label, value.Count }),
            StringComparer.Ordinal),
    };

    private static async Task WriteAsync(FinderResult result, int offset, WordsExplanation explanation, TextWriter output)
    {
        await output.WriteLineAsync(Studies(result.Total));
        foreach (var expansion in result.Expansions)
            await output.WriteLineAsync($"  “{SourceLabel.Of(expansion.Words)}” was also searched as {SourceLabel.Of(string.Join(", ", expansion.Others))}.");
        foreach (var (index, hit) in result.Hits.Index())
        {
            var status = hit.Card.Status is { } code ? EnumLabels.Of("Status", code) : "";
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{offset + index + 1,5}  {hit.Card.Id}  {status,-22}  {Mark(hit.Card)}{SourceLabel.Of(hit.Card.Title)}"));
        }

        if (result.Total > 0 && offset >= result.Total)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  --offset {offset:N0} leaves all of them out."));
        foreach (var part in explanation.Parts)
            await output.WriteLineAsync($"  {SourceLabel.Of(part.Words)} alone: {Studies(part.Total)}{(part.Meant is { } meant ? $"; {SourceLabel.Of(meant)}: {Studies(part.MeantTotal)}" : "")}");
        if (explanation.DidYouMean is { } better)
            await output.WriteLineAsync($"  Did you mean {SourceLabel.Of(better)}? {Studies(explanation.DidYouMeanTotal)}");
    }

    private static string Mark(StudyCard card) => card.IsSample ? StudyId.Parse(card.Id).IsSynthetic ? "[synthetic] " : "[sample] " : "";

    private static string Studies(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "study" : "studies")}");

    private static void Refuse(System.CommandLine.Parsing.OptionResult result, string name, int least, int most)
    {
        if (result.Implicit)
            return;
        var word = result.Tokens is [var token] ? token.Value : "";
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is a whole number from {least} to {most}, not '{word}'."));
    }
}
