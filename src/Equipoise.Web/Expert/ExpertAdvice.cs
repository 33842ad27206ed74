using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Schema;

namespace Equipoise.Web.Expert;

/// <summary>Says for people what is wrong with an expression and how to mend it. Programs get the registry's own wording.</summary>
internal static class ExpertAdvice
{
    /// <summary>The sentence for a problem of an expression.</summary>
    public static string For(EssieException problem, string expression)
    {
        var lines = problem.Message.Split('\n');
        // What follows says which sign it was; this line names the words before it.
        var message = lines.Length > 1 && lines[0].StartsWith("no viable alternative", StringComparison.Ordinal) ? lines[1] : lines[0];
        if (message.StartsWith("missing ')'", StringComparison.Ordinal) || message.StartsWith("mismatched input '<EOF>' expecting {'(', ')'", StringComparison.Ordinal))
            return "A parenthesis is opened and never closed: write ) where it ends.";
        if (message.StartsWith("token recognition error", StringComparison.Ordinal))
            return "A quotation mark has no partner: write another \" where the phrase ends, or leave this one out.";
        if (message.StartsWith("Unknown area name", StringComparison.Ordinal))
            return UnknownArea(Between(message, '`'));
        if (message.StartsWith("No enum constant", StringComparison.Ordinal))
            return "Ages are written with a unit: years, months, weeks, days, hours or minutes, such as 16 years.";
        if (message.StartsWith("inner bool query", StringComparison.Ordinal))
            return Unexpected("<EOF>");
        if (message.StartsWith("Invalid expansion", StringComparison.Ordinal))
            return $"EXPANSION is one of {string.Join(", ", Enum.GetNames<Expansion>())}.";
        if (message.StartsWith("Invalid coverage", StringComparison.Ordinal))
            return $"COVERAGE is one of {string.Join(", ", Enum.GetNames<Coverage>())}.";
        if (message.StartsWith("Invalid search document", StringComparison.Ordinal))
            return "SEARCH is one of Study, Location.";
        if (message.StartsWith("missing '['", StringComparison.Ordinal))
            return Unexpected("[");
        if (message.StartsWith("Allowed values for", StringComparison.Ordinal))
            return NotAllowed(message.Split('`'), Written(expression, problem.Position));
        if (message.StartsWith("RANGE is not supported", StringComparison.Ordinal))
            return "A range is asked of one field: write the field in front of it, as in AREA[StartDate]RANGE[2022, MAX].";
        var isUnexpected = message.StartsWith("mismatched input", StringComparison.Ordinal) || message.StartsWith("extraneous input", StringComparison.Ordinal);
        return isUnexpected ? Unexpected(Between(message, '\'')) : $"{message}.";
    }

    private static string Unexpected(string token) => token switch
    {
        "<EOF>" => "The query ends too early: something has to follow.",
        ")" => "This ) closes nothing: leave it out, or write ( where the group begins.",
        "[" or "]" => "Brackets follow the name of an operator, as in AREA[Phase]: put words that have brackets in quotation marks.",
        "AND" or "OR" => $"{token} stands between two parts: one of them is missing. To search for the word itself write \\{token}.",
        _ => $"“{token}” cannot stand here: put words that have signs in quotation marks.",
    };

    // Every second piece stands between marks: the field's path, then its values.
    private static string NotAllowed(string[] pieces, string written)
    {
        var values = pieces.Skip(3).Where((_, number) => number % 2 == 0).ToList();
        var name = FieldNames.Find(pieces[1])?.Piece ?? pieces[1];
        return $"“{written}” is no value of {name}. It is {(values.Count == 2 ? string.Join(" or ", values) : $"one of {string.Join(", ", values)}")}.";
    }

    // The word that stands at a place, or the phrase.
    private static string Written(string expression, int position)
    {
        var rest = expression[Math.Min(position, expression.Length)..];
        return rest.StartsWith('"') ? Between(rest, '"') : string.Concat(rest.TakeWhile(sign => !char.IsWhiteSpace(sign) && sign is not ('(' or ')' or ',')));
    }

    private static string UnknownArea(string name)
    {
        var near = RecordSchema.Areas.Select(area => area.Name).Concat(RecordSchema.Fields.Select(field => field.Piece))
            .Where(known => Math.Abs(known.Length - name.Length) <= 3)
            .Select(known => (Name: known, Distance: Distance(known.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(known => known.Distance <= Math.Max(1, name.Length / 3))
            .OrderBy(known => known.Distance).ThenBy(known => known.Name, StringComparer.Ordinal)
            .Select(known => known.Name)
            .FirstOrDefault();
        return near is null
            ? $"There is no area or field called {name}: choose one of the list below."
            : $"There is no area or field called {name}. Do you mean {near}?";
    }

    private static string Between(string message, char mark) => message.Split(mark) is [_, var inside, ..] ? inside : "";

    // How many letters differ (Levenshtein 1966).
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var at = 1; at <= one.Length; at++)
        {
            var diagonal = row[0];
            row[0] = at;
            for (var to = 1; to <= other.Length; to++)
            {
                var above = row[to];
                row[to] = Math.Min(Math.Min(above, row[to - 1]) + 1, diagonal + (one[at - 1] == other[to - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
