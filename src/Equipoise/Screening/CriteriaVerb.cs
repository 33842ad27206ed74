using System.CommandLine;
using System.Text;
using System.Text.Json;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Exchange;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Screening;

/// <summary><c>equipoise criteria</c>: what a study's eligibility text says, as far as the program understands it.</summary>
internal static class CriteriaVerb
{
    private static readonly Argument<string?> Study = new("study")
    {
        Description = "The study's id, such as NCT07264075",
        HelpName = "NCTID",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> TextFile = new("--text")
    {
        Description = "Read the criteria from a text file instead, in UTF-8; - means standard input",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Format = new("--format")
    {
        Description = "Print one document instead: json, usdm (CDISC USDM 4, each tree as an extension) or evidence-variable (FHIR R5)",
        HelpName = "json|usdm|evidence-variable",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<string?>() is not (null or "json" or "usdm" or "evidence-variable"))
                    result.AddError("--format is json, usdm or evidence-variable.");
            },
        },
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("criteria", "Show what eligibility criteria say and what in them is not understood") { Study, TextFile, ScreenVerb.Source, Format };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Study) is null == result.GetValue(TextFile) is null)
                result.AddError("Name either a study or --text FILE.");
            if (result.GetValue(TextFile) is not null && result.GetValue(ScreenVerb.Source) is not null)
                result.AddError("--criteria goes with a study, not with --text.");
        });
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var found = words.GetValue(Study) is { } id
            ? await StudyText.FindAsync(words, id, cancellation)
            : await TextAsync(words.GetValue(TextFile)!, cancellation);
        var (study, text, problem) = found;
        var limits = found.Limits;
        IReadOnlyList<Criterion>? criteria = text is null ? null : CriteriaReader.Read(text);
        if (words.GetValue(ScreenVerb.Source) is "protocol")
        {
            // A protocol's criteria carry their own words.
            var protocol = Protocols.ShippedProtocols.Find(words.GetValue(Study)!);
            (study, text, criteria) = (protocol?.Study, "", protocol?.Criteria);
            problem = $"There is no protocol of {(words.GetValue(Study)!.Length > 40 ? "that study" : words.GetValue(Study))} here: leave out --criteria to read the record's text.";
        }

        if (criteria is null)
        {
            await messages.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        var format = words.GetValue(Format) ?? (words.GetValue(SharedOptions.Json) ? "json" : null);
        if (format is not null)
            await output.WriteLineAsync(Document(format, study, text!, criteria, limits));
        else
            await output.WriteAsync(Table(criteria) + Findings(criteria, limits));
        return ExitCode.Done;
    }

    // Who gives the text itself is told how.
    private static async Task<StudyText> TextAsync(string path, CancellationToken cancellation) =>
        path is "-" || File.Exists(path) || Directory.Exists(path)
            ? await InputFile.ReadTextAsync(path, cancellation)
            : new StudyText(null, null, $"{(path.Length > 40 ? path[..40] + "…" : path)} cannot be read: there is no file of that name, which --text takes. A text itself goes in by standard input: echo \"Age over 18\" | equipoise criteria --text -");

    private static string Document(string format, string? study, string text, IReadOnlyList<Criterion> criteria, RegistryLimits? limits)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, CriteriaJson.Plain))
            CriteriaFormats.Write(json, format, study, text, criteria, limits);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Table(IReadOnlyList<Criterion> criteria)
    {
        var table = new StringBuilder();
        // What is not understood may stand above a criterion: "Donors:".
        var texts = criteria.DistinctBy(criterion => criterion.Source).ToDictionary(criterion => criterion.Source, criterion => criterion.Text);
        foreach (var criterion in criteria)
        {
            table.Append(criterion.Id).Append("  ").Append(CriteriaDocument.Name(criterion.Evaluability)).Append('\n');
            table.Append("  text   ").Append(criterion.Text.ReplaceLineEndings(" ")).Append('\n');
            if (criterion.Tree is { } tree)
                table.Append("  means  ").Append(PlainNames.In(PlainEnglish.Of(tree))).Append('\n');
            if (criterion.Residue.Count > 0)
                table.Append("  unread ").AppendJoin(" … ", criterion.Residue.Select(span => span.Start < criterion.Source.Start && texts.TryGetValue(span, out var above) ? $"above it: {above.ReplaceLineEndings(" ")}" : Slice(criterion, span))).Append('\n');
        }

        return table.ToString();
    }

    private static string Findings(IReadOnlyList<Criterion> criteria, RegistryLimits? limits) =>
        string.Concat(Linter.Check(criteria, limits).Select(finding => $"{finding.Rule} ({string.Join(", ", finding.Criteria)}): {finding.Message}\n"));

    private static string Slice(Criterion criterion, SourceSpan span) =>
        criterion.Text[(span.Start - criterion.Source.Start)..(span.End - criterion.Source.Start)].ReplaceLineEndings(" ");
}
