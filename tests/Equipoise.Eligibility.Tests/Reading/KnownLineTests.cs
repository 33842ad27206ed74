using System.Text;
using System.Text.Json;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;
using Equipoise.Eligibility.Reading.Grammar;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Tests.Reading;

/// <summary>Lines that texts repeat are read once: what they say does not depend on what was read before, and no text makes the memory grow.</summary>
public sealed class KnownLineTests
{
    private static readonly string[] Above =
    [
        "Inclusion Criteria:", "Exclusion Criteria:", "PATIENT CHARACTERISTICS:", "* Any of the following within 6 months:", "* None of the following:", "* Age:", "* Performance status:", "* Platelets:", "* Women:", "* For patients with liver metastases:",
        "* The following are allowed:", "* Adequate organ function, with ECOG 0-1:", "* At least two of the following risk factors:", "* At least 4 weeks since any of the following:", "* Metastatic breast cancer", "Concurrent medication:", "* No known allergy to any of the following:", "* Donors:",
    ];

    private static readonly string[] Below =
    [
        "18 and over", "0-1", "At least 100,000/mm^3", "Not specified", "No prior chemotherapy", "Not pregnant or nursing", "Diabetes or", "or", "ECOG 0-2", "Major surgery within 4 weeks", "AST ≤ 2.5 × ULN", "Cisplatin", "Insulin, unless the sponsor agrees to 𝒷asal doses",
        "Stroke", "Brain metastases that frobbed twice", "HIV negative", "Hemoglobin > 9 g/dL (by the gnarled method)", "unless due to lymphoma", "Measurable disease as judged by the investigator", "No patients with asthma will be excluded",
    ];

    [Fact]
    public void What_was_read_before_changes_no_reading_and_no_count_of_its_steps()
    {
        var random = new Random(20261124);
        var lines = new KnownLines(256);
        for (var turn = 0; turn < (Thoroughness.Full ? 20_000 : 1_500); turn++)
        {
            var text = Draw(random);

            var used = Document(text, lines);

            if (!string.Equals(used, Document(text, new KnownLines(4)), StringComparison.Ordinal))
                Assert.Fail($"After {turn} texts this is read otherwise: {text}");
        }

        lines.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_line_that_is_read_again_elsewhere_has_its_places_there()
    {
        const string line = "Platelets > 100,000/mm^3 by frobbing";
        var texts = new[] { $"* {line}", $"Inclusion Criteria:\n\n* Age 18 or over\n* {line}", $"𝒷\n\n* {line}\n* {line}" };

        foreach (var text in texts.Concat(texts))
        {
            var last = CriteriaReader.Read(text)[^1];
            last.Source.ShouldBe(new SourceSpan(text.Length - line.Length, text.Length));
            last.Tree.ShouldNotBeNull().Source.ShouldBe(last.Source);
            last.Residue.Select(span => text[span.Start..span.End]).ShouldBe(["frobbing"]);
        }
    }

    [Fact]
    public void The_same_line_says_another_thing_in_another_place()
    {
        for (var times = 0; times < 3; times++)
        {
            Meaning("Inclusion Criteria:\n\n* Age:\n   * At least 18").ShouldBe("age at least 18 years");
            Meaning("Inclusion Criteria:\n\n* Life expectancy:\n   * At least 18").ShouldNotStartWith("age");
            Meaning("Exclusion Criteria:\n\n* None of the following:\n   * Stroke").ShouldNotBe(Meaning("Exclusion Criteria:\n\n* Stroke"));
        }

        static string Meaning(string text) => CriteriaReader.Read(text)[^1].Tree is { } tree ? PlainEnglish.Of(tree) : "";
    }

    [Fact]
    public void No_flood_of_lines_makes_the_memory_grow()
    {
        var lines = new KnownLines(64);
        for (var number = 0; number < 1_000; number++)
        {
            var line = $"* Frobbed with cisplatin and {number} other agents";
            CriteriaReader.Read($"{line}\n{line}\n* List {number}:\n   * 1\n* List {number}:\n   * 2", lines, out _);
        }

        lines.Count.ShouldBe(64);
    }

    [Fact]
    public void A_line_is_kept_when_it_comes_again_and_never_where_it_is_long()
    {
        var lines = new KnownLines(64);
        CriteriaReader.Read("* Diabetes", lines, out _);
        lines.Count.ShouldBe(0);
        CriteriaReader.Read("* Diabetes", lines, out _);
        lines.Count.ShouldBe(1);

        var line = $"* {string.Join(' ', Enumerable.Repeat("diabetes", 30))}";
        CriteriaReader.Read($"{line}\n{line}", lines, out _);

        lines.Count.ShouldBe(1);
    }

    [Fact]
    public void A_line_that_is_asked_for_outlives_a_flood_of_others()
    {
        var lines = new KnownLines(4);
        var hash = KnownLines.Hash("Diabetes", Polarity.Inclusion, EntryContext.None);
        CriteriaReader.Read("* Diabetes\n* Diabetes", lines, out _);

        for (var number = 0; number < 100; number++)
        {
            CriteriaReader.Read($"* Asthma of {number} kinds\n* Asthma of {number} kinds", lines, out _);
            lines.Find(hash, "Diabetes", Polarity.Inclusion, EntryContext.None).ShouldNotBeNull($"after {number + 1} others");
        }
    }

    [Fact]
    public void No_flood_of_words_makes_the_memory_of_spellings_grow()
    {
        var spellings = new Spellings(new Vocabulary(), 64);
        for (var number = 0; number < 1_000; number++)
            spellings.Of($"zq{number}v", TokenKind.Word).Written.ShouldBe($"zq{number}v");

        spellings.Count.ShouldBe(64);
        spellings.Of(new string('z', 40), TokenKind.Word);
        spellings.Count.ShouldBe(64);
    }

    [Fact]
    public void What_all_readings_share_stays_within_its_bound_under_a_flood()
    {
        for (var part = 0; part < 25; part++)
        {
            var flood = string.Concat(Enumerable.Range(part * 1_000, 1_000).Select(number => $"* ab{number} cd{number} ef{number} gh{number}\n"));
            CriteriaReader.Read(flood).Count.ShouldBe(1_000);
            CriteriaReader.Read(flood).Count.ShouldBe(1_000);
        }

        CriteriaReader.Lines.Count.ShouldBeInRange(4_096, 8_192);
        Lexicon.Default.Spellings.Count.ShouldBeInRange(16_384, 32_768);
    }

    private static string Draw(Random random)
    {
        var text = new StringBuilder();
        for (var part = random.Next(1, 4); part > 0; part--)
        {
            text.Append(Above[random.Next(Above.Length)]).Append("\n\n");
            for (var line = random.Next(1, 5); line > 0; line--)
                text.Append(random.Next(3) switch { 0 => "* ", 1 => "   * ", _ => "1. " }).Append(Below[random.Next(Below.Length)]).Append('\n');
        }

        return text.ToString();
    }

    private static string Document(string text, KnownLines lines)
    {
        var criteria = CriteriaReader.Read(text, lines, out var steps);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            CriteriaDocument.Write(json, null, text, criteria, []);
        return $"{steps} {string.Join(' ', criteria.Select(one => $"{one.Id} {one.Parent} {one.Grouping} {one.AtLeast} {one.Tree?.Source}"))} {Encoding.UTF8.GetString(bytes.ToArray())}";
    }
}
