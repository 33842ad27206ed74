using System.CommandLine;
using Equipoise.CommandLine;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;
using Equipoise.Eligibility.Reading.Quality;

namespace Equipoise.Screening;

/// <summary><c>equipoise criteria-quality</c>: compares what is read of studies in the store with what people say it means.</summary>
internal static class CriteriaQualityVerb
{
    private static readonly Argument<string> Labels = new("labels")
    {
        Description = "Labels, one JSON object a line: study, start, end, part, class, tree",
        HelpName = "FILE",
    };

    private static readonly Option<string> Show = new("--show")
    {
        Description = "Name each criterion of this part that was not read as its label says",
        HelpName = "PART",
    };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("criteria-quality", "Measure how criteria are read, against labels made by people") { Labels, Show };
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (_, lines, problem) = await InputFile.ReadTextAsync(words.GetRequiredValue(Labels), cancellation);
        if (lines is null)
        {
            await messages.WriteLineAsync(problem);
            return ExitCode.Failed;
        }

        IReadOnlyList<LabelledCriterion> labels;
        try
        {
            labels = LabelledCriterion.ReadAll(lines);
        }
        catch (FormatException failure)
        {
            await messages.WriteLineAsync(failure.Message);
            return ExitCode.Failed;
        }

        var tally = new QualityTally();
        foreach (var study in labels.GroupBy(label => label.Study, StringComparer.Ordinal))
        {
            var (_, text, missing) = await StudyText.FindAsync(words, study.Key, cancellation);
            if (text is null)
            {
                await messages.WriteLineAsync(missing);
                return ExitCode.Failed;
            }

            var places = new CodePoints(text);
            var criteria = CriteriaReader.Read(text);
            foreach (var label in study)
            {
                var criterion = criteria.FirstOrDefault(one => places.Before(one.Source.Start) == label.Start && places.Before(one.Source.End) == label.End);
                var outcome = tally.Add(label, criterion);
                if (string.Equals(words.GetValue(Show), label.Part, StringComparison.Ordinal) && !words.GetValue(SharedOptions.Json) && outcome is ReadingOutcome.Wrong or ReadingOutcome.Partial)
                    await output.WriteLineAsync($"{outcome}: {study.Key} {criterion?.Id} {criterion?.Text.ReplaceLineEndings(" ")}");
            }
        }

        await output.WriteAsync(words.GetValue(SharedOptions.Json) ? tally.ToJson() + "\n" : tally.ToMarkdown());
        return ExitCode.Done;
    }
}
