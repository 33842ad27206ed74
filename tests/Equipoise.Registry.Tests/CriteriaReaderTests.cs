using Equipoise.Registry.Reading;
using Equipoise.Registry.Samples;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Registry.Tests;

public sealed class CriteriaReaderTests
{
    private static readonly string Illumine = SampleStudies.All.Single(study => !study.Id.IsSynthetic).EligibilityCriteria!;

    [Fact]
    public void ILLUMINE_has_ten_criteria_that_include_and_fourteen_that_exclude()
    {
        var text = CriteriaReader.Read(Illumine);

        text.Sections.Select(section => (section.Kind, section.Heading, section.HeadingSaysMore))
            .ShouldBe([(CriteriaKind.Inclusion, "Inclusion Criteria:", false), (CriteriaKind.Exclusion, "Exclusion Criteria:", false)]);
        text.Sections.Select(section => section.Blocks.OfType<CriteriaList>().Single().Items.Count).ShouldBe([10, 14]);
    }

    [Fact]
    public void The_tenth_of_ILLUMINE_nests_as_its_marks_say_though_they_stand_in_one_line()
    {
        var tenth = Find(CriteriaReader.Read(Illumine), "inclusion-10");

        Outline(tenth.Blocks).ShouldBe("a(i ii iii) b(i ii) c(i ii iii) d");
        Find(CriteriaReader.Read(Illumine), "inclusion-10-c-iii").Blocks.OfType<CriteriaParagraph>().Single().Text.ShouldBe("Albumin in serum ≥ 28 g/L");
        tenth.Blocks.OfType<CriteriaList>().Single().IsOurs.ShouldBeTrue();
    }

    [Theory]
    [InlineData("one of: a) x b) y", "a b")]
    [InlineData("one of: (i) x; (ii) y; (iii) z", "i ii iii")]
    [InlineData("1) x 2) y", "1 2")]
    [InlineData("both a. x i. p ii. q b. y", "a(i ii) b")]
    [InlineData("a. x g. y b. z i. p c. q", "a b c")]
    [InlineData("e.g. this, i.e. that", "")]
    [InlineData("vitamin a. and nothing else", "")]
    [InlineData("ECOG 0 or 1. Stage 2. Fine", "")]
    [InlineData("b. without the first c. of its kind", "")]
    [InlineData("see (a) or b) for more", "")]
    public void A_line_is_a_list_where_its_marks_count_on(string line, string outline) =>
        Outline(Find(CriteriaReader.Read($"Inclusion Criteria:\n\n* {line}"), "inclusion-1").Blocks).ShouldBe(outline);

    [Theory]
    [InlineData("Inclusion Criteria:\n\n* a\n\nExclusion Criteria:\n\n* b", "Inclusion 1|Exclusion 1")]
    [InlineData("Key inclusion criteria\n\n* a\n* b", "Inclusion 2")]
    [InlineData("* INCLUSION CRITERIA:\n* a\n* EXCLUSION CRITERIA:\n* b\n* c", "Inclusion 1|Exclusion 2")]
    [InlineData("1. a\n2. b\n\n   Exclusion Criteria:\n\n   1. c", "Unsaid 2|Exclusion 1")]
    [InlineData("Inclusion Criteria: - adults - consent Exclusion Criteria: - children - none", "Inclusion 2|Exclusion 2")]
    [InlineData("Inclusion Criteria (Families):\n\n* a\n\nInclusion Criteria (Controls):\n\n* b", "Inclusion 1|Inclusion 1")]
    [InlineData("Inclusion:\n\n* meets none of the exclusion criteria of the main study\n* b", "Inclusion 2")]
    [InlineData("Inclusion and exclusion criteria are listed below.\n\n* a", "Unsaid 1")]
    [InlineData("", "")]
    public void Headings_part_what_includes_from_what_excludes(string markup, string sections) =>
        string.Join('|', CriteriaReader.Read(markup).Sections.Select(section => $"{section.Kind} {section.Blocks.OfType<CriteriaList>().Sum(list => list.Items.Count)}")).ShouldBe(sections);

    [Fact]
    public void Criteria_keep_counting_where_a_heading_comes_between() =>
        Anchors(CriteriaReader.Read("Inclusion Criteria:\n\nA:\n\n1. a\n2. b\n\nB:\n\n1. c\n\nExclusion Criteria:\n\nNone of those.\n\nNor these."))
            .ShouldBe(["inclusion-1", "inclusion-2", "inclusion-3", "exclusion-1", "exclusion-2"]);

    [Fact]
    public void A_heading_that_names_a_group_says_more_than_its_kind()
    {
        CriteriaReader.Read("Inclusion Criteria (Controls):\n\n* a").Sections.Single().HeadingSaysMore.ShouldBeTrue();
        CriteriaReader.Read("INCLUSION CRITERIA :\n\n* a").Sections.Single().HeadingSaysMore.ShouldBeFalse();
    }

    [Fact]
    public void No_two_criteria_have_one_name_and_no_word_is_lost_whatever_the_text()
    {
        var part = Gen.Elements("Inclusion Criteria:\n", "Exclusion criteria: ", "* ", " - ", "1. ", "1) ", "2) ", "a. ", "b. ", "(i) ", "(ii) ", "i. ", "\n", "\n\n", "   ", "word1 ", "word2; ", "e.g. ");
        var texts = part.ArrayOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(texts, markup =>
        {
            var text = CriteriaReader.Read(markup);
            var anchors = Anchors(text).ToList();
            return anchors.Distinct(StringComparer.Ordinal).Count() == anchors.Count &&
                Words(string.Join(' ', text.Sections.SelectMany(Everything))).SequenceEqual(Words(markup)) &&
                text.Steps <= CriteriaReader.StepsPerCharacter * (markup.Length + 1L);
        }).Check(LawCases.Of(500, 20_000, seed: 3, gamma: 5));
    }

    [Theory]
    [InlineData("a. ")]
    [InlineData("(i) (ii) ")]
    [InlineData("1) 1) ")]
    [InlineData("Exclusion criteria:\n")]
    [InlineData("Inclusion criteria: Exclusion criteria: ")]
    [InlineData("* a. x b. y\n")]
    [InlineData("1.5×109/L ")]
    public void The_work_grows_with_the_text_and_no_faster(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 20_000));

        CriteriaReader.Read(text).Steps.ShouldBeLessThanOrEqualTo(CriteriaReader.StepsPerCharacter * (text.Length + 1L));
    }

    private static IEnumerable<string> Everything(CriteriaSection section) =>
        new CriteriaText([section], 0).Texts().Prepend(section.Heading ?? "");

    private static Criterion Find(CriteriaText text, string anchor) =>
        Criteria(text.Sections.SelectMany(section => section.Blocks)).Single(criterion => criterion.Anchor == anchor);

    private static IEnumerable<string> Anchors(CriteriaText text) =>
        text.Sections.SelectMany(section => section.Blocks).SelectMany(Anchors);

    private static IEnumerable<string> Anchors(CriteriaBlock block) => block switch
    {
        CriteriaParagraph { Anchor: { } anchor } => [anchor],
        CriteriaList list => Criteria([list]).Select(criterion => criterion.Anchor),
        _ => [],
    };

    private static IEnumerable<Criterion> Criteria(IEnumerable<CriteriaBlock> blocks) =>
        blocks.OfType<CriteriaList>().SelectMany(list => list.Items).SelectMany(item => Criteria(item.Blocks).Prepend(item));

    private static string Outline(IEnumerable<CriteriaBlock> blocks) =>
        string.Join(' ', blocks.OfType<CriteriaList>().SelectMany(list => list.Items).Select(item => Outline(item.Blocks) is { Length: > 0 } below ? $"{item.Marker}({below})" : item.Marker));

    private static IEnumerable<string> Words(string text) =>
        System.Text.RegularExpressions.Regex.Matches(text, "word[12]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(match => match.Value);
}
