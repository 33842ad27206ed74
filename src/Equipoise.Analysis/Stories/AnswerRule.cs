using System.Globalization;

namespace Equipoise.Analysis.Stories;

/// <summary>How a field of a form is answered in a story.</summary>
internal abstract record AnswerRule
{
    /// <summary>The answer, or null where the field stays empty.</summary>
    /// <param name="scene">The moment.</param>
    /// <param name="field">The field, as <c>FORM.FIELD</c>.</param>
    /// <param name="given">The answers of the form so far, by field code.</param>
    public abstract string? Answer(Scene scene, string field, IReadOnlyDictionary<string, string?> given);

    /// <summary>Fills in a form by its rules, in their order.</summary>
    public static IReadOnlyDictionary<string, string?> Fill(string form, IReadOnlyList<KeyValuePair<string, AnswerRule>> rules, Scene scene)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (field, rule) in rules)
        {
            if (rule.Answer(scene, $"{form}.{field}", given) is { } answer)
                given[field] = answer;
        }

        return given;
    }

    private static string? Known(Scene scene, string name) => scene.Known.GetValueOrDefault(name);

    /// <summary>Always the same words, or with a <c>$</c> what the story knows.</summary>
    internal sealed record Words(string Text) : AnswerRule
    {
        public override string? Answer(Scene scene, string field, IReadOnlyDictionary<string, string?> given) =>
            Text.StartsWith('$') ? Known(scene, Text[1..]) : Text;
    }

    /// <summary>One of several by weight.</summary>
    internal sealed record OneOf(IReadOnlyList<(string Value, double Weight)> Of) : AnswerRule
    {
        public override string Answer(Scene scene, string field, IReadOnlyDictionary<string, string?> given) => scene.Draws.Choose(Of, field, scene.Count);
    }

    /// <summary>A number: a mean, the standard deviation between people and that of one person from time to time, within bounds.</summary>
    internal sealed record Number(double Mean, double Between, double Within, int Digits, double From, double To) : AnswerRule
    {
        public override string Answer(Scene scene, string field, IReadOnlyDictionary<string, string?> given)
        {
            var value = Mean + (Between * scene.Draws.Normal(field)) + (Within * scene.Draws.Normal($"{field} this time", scene.Count));
            return ((decimal)Math.Clamp(value, From, To)).ToString($"F{Digits}", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A year so long ago.</summary>
    internal sealed record YearsAgo(int Fewest, int Most) : AnswerRule
    {
        public override string Answer(Scene scene, string field, IReadOnlyDictionary<string, string?> given) =>
            (scene.Day.Year - (int)scene.Draws.Between(Fewest, Most + 1, field, scene.Count)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>By what another field, or the story, says.</summary>
    internal sealed record By(string Of, IReadOnlyDictionary<string, AnswerRule> Is, AnswerRule? Else) : AnswerRule
    {
        public override string? Answer(Scene scene, string field, IReadOnlyDictionary<string, string?> given)
        {
            var said = Of.StartsWith('$') ? Known(scene, Of[1..]) : given.GetValueOrDefault(Of);
            return said is null ? null : (Is.GetValueOrDefault(said) ?? Else)?.Answer(scene, field, given);
        }
    }
}
