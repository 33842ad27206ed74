using System.Text;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Web.Conduct.Trials;

/// <summary>What the engine says of criteria, in the words of the study's forms: labels instead of the names of variables, units as people write
/// them.</summary>
internal sealed class EligibilityWords
{
    private const string Negation = "not: ";

    private readonly StudyDesign design;
    private readonly List<(string Word, string Label)> words;

    public EligibilityWords(StudyDesign design)
    {
        this.design = design;
        var measured = design.Forms.SelectMany(form => form.Fields).Where(field => field.Fact?.Kind is FactKind.Measurement).ToList();
        // The longest first: no name is taken for the beginning of another.
        words =
        [
            .. measured.Select(field => (Word: field.Fact!.Name, field.Label))
                .Concat(measured.Where(field => field.Unit is not null).Select(field => (Word: field.Unit!, Label: UnitWords.Of(field.Unit))))
                // What no form asks is worked out, as the clearance of creatinine is.
                .Concat(Variables.All.Select(variable => (Word: variable.Id, Label: Spaced(variable.Id))))
                .Where(pair => pair.Word.Length > 1 && pair.Label.Length > 0 && !string.Equals(pair.Word, pair.Label, StringComparison.Ordinal))
                // "performance status (ecog)" says it already.
                .Where(pair => pair.Label.Length == pair.Word.Length || !pair.Label.Contains(pair.Word, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(pair => pair.Word, StringComparer.Ordinal)
                .OrderByDescending(pair => pair.Word.Length),
        ];
    }

    /// <summary>A sentence of the engine.</summary>
    public string Sentence(string sentence)
    {
        var said = new StringBuilder();
        for (var at = 0; at < sentence.Length;)
        {
            var (word, label) = words.Find(pair => IsWordAt(sentence, at, pair.Word));
            said.Append(word is null ? sentence[at].ToString() : label);
            at += word?.Length ?? 1;
        }

        return said.ToString();
    }

    /// <summary>Where a fact was entered: <c>VS-1.WEIGHT</c> is Weight (VS-1).</summary>
    public string Source(string source)
    {
        var point = source.IndexOf('.', StringComparison.Ordinal);
        var dash = source.IndexOf('-', StringComparison.Ordinal);
        return point > dash && dash > 0 && design.Form(source[..dash])?.Field(source[(point + 1)..]) is { } field ? $"{field.Label} ({source[..point]})" : source;
    }

    /// <summary>What is to be decided, without its negation: what is asked is whether it is so.</summary>
    public string Question(string statement) => Sentence(WithoutNegation(statement));

    /// <summary>The same without the words of forms.</summary>
    public static string WithoutNegation(string statement) => IsNegated(statement) ? statement[Negation.Length..] : statement;

    /// <summary>Whether the statement says that something is not so.</summary>
    public static bool IsNegated(string statement) => statement.StartsWith(Negation, StringComparison.Ordinal);

    /// <summary>What was decided of a statement: that it is so, or not.</summary>
    public static string Decided(string statement, bool holds) => holds != IsNegated(statement) ? "is so" : "is not so";

    private static string Spaced(string id) =>
        string.Concat(id.Select(letter => letter is '.' ? " " : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));

    private static bool IsWordAt(string sentence, int at, string word) =>
        string.CompareOrdinal(sentence, at, word, 0, word.Length) == 0
        && (at == 0 || !IsLetter(sentence[at - 1]))
        && (at + word.Length == sentence.Length || !IsLetter(sentence[at + word.Length]) || IsEnd(sentence, at + word.Length));

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter) || letter is '.' or '/' or '*';

    // A full stop at the end of a sentence belongs to no word.
    private static bool IsEnd(string sentence, int at) => sentence[at] is '.' && (at + 1 == sentence.Length || sentence[at + 1] is ' ');
}
