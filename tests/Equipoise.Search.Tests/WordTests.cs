using Equipoise.Search.Documents;
using Equipoise.Search.Queries;

namespace Equipoise.Search.Tests;

/// <summary>What counts as a word, and which words count as the same.</summary>
public sealed class WordTests
{
    [Theory]
    [InlineData("Patients with Diabetes", "patient", true)]
    [InlineData("the patient's choice", "PATIENTS", true)]
    [InlineData("the patients’ choice", "patient", true)]
    [InlineData("Sjögren syndrome", "sjogren", true)]
    [InlineData("Sjo\u0308gren syndrome", "Sjögren", true)]
    [InlineData("metastases", "metastasis", true)]
    [InlineData("biopsies", "biopsy", true)]
    [InlineData("employees", "employee", true)]
    [InlineData("diseases", "disease", true)]
    [InlineData("virus", "viru", false)]
    [InlineData("TGF-β in blood", "β", true)]
    [InlineData("ΤΕΛΟΣ", "τέλος", true)]
    [InlineData("a dose of 1.5 mg", "1.5", true)]
    [InlineData("a dose of 1.5 mg", "5", false)]
    [InlineData("2,000 people", "2000", true)]
    [InlineData("anti-PD-1 antibody", "PD1", true)]
    [InlineData("anti-PD-1 antibody", "PD-1", true)]
    [InlineData("anti-PD-1 antibody", "antiPD1", true)]
    [InlineData("anti-PD-1 antibody", "pd", true)]
    [InlineData("PD1 antibody", "PD-1", true)]
    [InlineData("PD 1 antibody", "PD-1", false)]
    [InlineData("肺癌", "癌", true)]
    [InlineData("anti\u2010PD\u20111 antibody", "PD1", true)]
    [InlineData("anti\u2010PD\u20111 antibody", "anti-PD-1", true)]
    [InlineData("Anti-Sjögren-β serum", "sjögrenβ", true)]
    [InlineData("\U00010437\U0001044A in Deseret", "\U00010437\U0001044A", true)]
    [InlineData("first \uD83D half of a pair", "half", true)]
    [InlineData("1\u00BD doses", "1\u00BD", true)]
    public void A_word_finds_its_variants(string text, string word, bool found)
    {
        using var library = Library.OfTitles(text);
        using var snapshot = library.Writer.Refresh();

        snapshot.HowMany(new TermQuery("all", word)).ShouldBe(found ? 1 : 0);
        snapshot.HowMany(new TermQuery("title", word)).ShouldBe(found ? 1 : 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_text_has_the_same_words_whatever_stands_behind_it(int seed)
    {
        const string Signs = "é’–≥αabcxyzABCXYZ0123456789abcxyz0123456789'.,-_' .,-_ \t%(@[`{/:";
        var chance = new Chance(seed);
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, 1 + chance.Next(150)).Select(_ => Signs[chance.Next(Signs.Length)]));
            using var library = Library.OfTitles(text, $"{text} 癌");
            using var snapshot = library.Writer.Refresh();
            var words = snapshot.Terms(group: null, "", 1000);

            words.Where(word => word.Documents != 2).Select(word => word.Documents).ShouldBe([1], $"only the sign is in one of the two: {text}");
            if (words.Count > 1)
                snapshot.KeysOf(new PhraseQuery("title", text) { Exact = true }).ShouldBe("0 1", text);
        }
    }

    [Theory]
    [InlineData("patients", "0")]
    [InlineData("Patient", "1")]
    [InlineData("patient's", "2")]
    [InlineData("patiént", "3")]
    public void An_exact_word_finds_only_itself(string word, string key)
    {
        using var library = Library.OfTitles("Patients", "patient", "Patient's", "Patiént");
        using var snapshot = library.Writer.Refresh();

        snapshot.KeysOf(new TermQuery("all", word, Exact: true)).ShouldBe(key);
        snapshot.KeysOf(new TermQuery("all", word)).ShouldBe("0 1 2 3");
    }

    [Theory]
    [InlineData("PD-1 inhibitor", 0, "0 1")]
    [InlineData("PD1 inhibitor", 0, "0 1")]
    [InlineData("anti-PD-1", 0, "0")]
    [InlineData("checkpoint antibody", 0, "")]
    [InlineData("new inhibitor", 1, "1")]
    [InlineData("inhibitor new", 5, "")]
    public void A_phrase_keeps_its_order_and_its_value(string phrase, int slop, string keys)
    {
        using var library = Library.With(
            ("0", new Document().Add("title", "An anti-PD-1 inhibitor").Add("title", "checkpoint").Add("title", "antibody")),
            ("1", new Document().Add("title", "A new PD1 inhibitor")));
        using var snapshot = library.Writer.Refresh();

        snapshot.Ask(Query.Phrase("all", phrase, slop: slop)).Hits.Select(hit => hit.Key).Order(StringComparer.Ordinal).ShouldBe(keys.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Synonyms_score_as_one_word_and_alternatives_as_the_best()
    {
        using var library = Library.OfTitles("tumor growth", "cancer growth", "tumor cancer", "growth growth");
        using var snapshot = library.Writer.Refresh();
        var tumor = new TermQuery("all", "tumor");
        var cancer = new TermQuery("all", "cancer");

        var synonyms = snapshot.Ask(new SynonymQuery([new(tumor), new(cancer)])).Hits;
        var best = snapshot.Ask(new BestQuery([tumor, cancer])).Hits;

        // Both words stand in two of four titles of two words: rarity ln(1 + 2.5 / 2.5) = ln 2; tf / (tf + 1.2).
        synonyms.Select(hit => hit.Key).ShouldBe(["2", "0", "1"]);
        synonyms[0].Score.ShouldBe(Math.Log(2) * 2 / 3.2, 1e-6);
        synonyms[1].Score.ShouldBe(Math.Log(2) * 1 / 2.2, 1e-6);
        best.Select(hit => hit.Score).ShouldAllBe(score => Math.Abs(score - Math.Log(2) / 2.2) < 1e-6);
    }

    [Fact]
    public void A_long_word_is_cut_and_found_by_its_beginning()
    {
        using var library = Library.OfTitles(new string('z', 100_000));
        using var snapshot = library.Writer.Refresh();

        snapshot.HowMany(new TermQuery("all", new string('z', 64))).ShouldBe(1);
        snapshot.HowMany(new TermQuery("all", new string('z', 65))).ShouldBe(1);
        snapshot.HowMany(new TermQuery("all", new string('z', 63))).ShouldBe(0);
    }
}
