using System.Globalization;
using Equipoise.Conduct.Laboratory;
using Equipoise.Eligibility.Units;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>Reads the answers of a whole form and checks them by the protocol: types, bounds, what is required, and its edit
/// checks.</summary>
public static class FormCheck
{
    private const int MostAnswers = 500;

    /// <summary>Checks answers.</summary>
    /// <param name="form">The form.</param>
    /// <param name="given">The answers by field code, as somebody typed them.</param>
    /// <param name="now">The date and time at the site.</param>
    public static CheckedAnswers Check(Form form, IReadOnlyDictionary<string, string?> given, DateTime now)
    {
        var problems = new List<AnswerProblem>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stray in given.Keys.Where(code => form.Field(code) is null).Take(MostAnswers))
            problems.Add(new AnswerProblem("", $"The form {form.Code} has no field '{(stray.Length > 40 ? stray[..40] : stray)}'.", IsRefusal: true));
        foreach (var field in form.Fields)
        {
            if (given.GetValueOrDefault(field.Code)?.Trim() is not { Length: > 0 } text)
                continue;
            var kept = AnswerReader.Read(field, text, now, out var problem);
            if (problem is not null)
                problems.Add(new AnswerProblem(field.Code, problem, IsRefusal: true));
            values[field.Code] = kept;
        }

        if (RangesProblem(form, values) is { } unreadable)
            problems.Add(unreadable);
        if (problems.Count > 0)
            return new CheckedAnswers(values, problems);
        foreach (var field in form.Fields)
            Check(field, values, problems);
        foreach (var check in form.Checks.Where(check => FieldRules.Applies(check.When, values) && !FieldRules.Holds(check.Require, values)))
            problems.Add(new AnswerProblem(check.Require.Field, check.Message, check.Severity == CheckSeverity.Refusal, AnswerProblem.NameOf(check)));
        return new CheckedAnswers(values, problems);
    }

    private static AnswerProblem? RangesProblem(Form form, Dictionary<string, string> values)
    {
        if (form.Laboratory?.Ranges is not { } field || !values.TryGetValue(field, out var text))
            return null;
        try
        {
            RangeList.Read(text);
            return null;
        }
        catch (FormatException error)
        {
            return new AnswerProblem(field, $"{form.Field(field)!.Label}: {error.Message}", IsRefusal: true);
        }
    }

    private static void Check(FormField field, Dictionary<string, string> values, List<AnswerProblem> problems)
    {
        var isAsked = FieldRules.Applies(field.When, values);
        if (!values.TryGetValue(field.Code, out var value))
        {
            if (field.IsRequired && isAsked)
                problems.Add(new AnswerProblem(field.Code, $"{field.Label}: an answer is required.", IsRefusal: true));
        }
        else if (!isAsked)
        {
            problems.Add(new AnswerProblem(field.Code, $"{field.Label}: this is not asked with the other answers; clear it or correct them.", IsRefusal: true));
        }
        else if (field.Expected is { } expected && !expected.Holds(decimal.Parse(value, CultureInfo.InvariantCulture)))
        {
            problems.Add(new AnswerProblem(field.Code, $"{field.Label}: {UnitWords.With(value, field.Unit)} is unusual (expected {AnswerReader.Words(expected)}): compare it with the source.", IsRefusal: false, AnswerProblem.NameOfExpected(field)));
        }
    }
}
