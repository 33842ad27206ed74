using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Two modifiers with "and" between them: "serious and uncontrolled infection" is one that is both, "acute and chronic hepatitis" is either.</summary>
/// <remarks>Where one may be without the other and both can be of one thing at a time, it is both; where nothing can be both, each is meant. Of any other two nobody can tell.</remarks>
internal sealed partial class EntryParser
{
    // How bad it is, how it goes and what can be done about it: a thing may be all of it at a time.
    private static readonly FrozenSet<string> Qualities = new[]
    {
        "serious", "severe", "uncontrolled", "unstable", "progressive", "symptomatic", "untreated", "life-threatening", "active", "persistent", "recurrent", "relapsed", "refractory", "extensive", "advanced", "locally advanced", "unresectable", "inoperable", "irreversible",
        "newly diagnosed", "clinically significant", "significant", "relevant", "clinically relevant", "invasive", "bulky", "intractable", "disabling", "incurable",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NeverAtOnce = new[] { "locally advanced and advanced", "active and untreated", "recurrent and relapsed", "recurrent and persistent", "persistent and recurrent", "relapsed and recurrent", "newly diagnosed and recurrent", "newly diagnosed and relapsed", "newly diagnosed and refractory", "newly diagnosed and progressive" }.ToFrozenSet(StringComparer.Ordinal);

    // Values of one scale, of which a thing has one
    private static readonly FrozenSet<string>[] Scales =
    [
        new[] { "acute", "subacute", "chronic" }.ToFrozenSet(StringComparer.Ordinal),
        new[] { "well-differentiated", "moderately differentiated", "poorly differentiated", "undifferentiated", "well differentiated" }.ToFrozenSet(StringComparer.Ordinal),
        new[] { "low-grade", "intermediate-grade", "high-grade" }.ToFrozenSet(StringComparer.Ordinal),
        new[] { "mild", "moderate", "severe" }.ToFrozenSet(StringComparer.Ordinal),
        new[] { "bacterial", "viral", "fungal", "parasitic" }.ToFrozenSet(StringComparer.Ordinal),
        new[] { "primary", "secondary" }.ToFrozenSet(StringComparer.Ordinal),
        new[] { "paroxysmal", "persistent", "permanent" }.ToFrozenSet(StringComparer.Ordinal),
    ];

    private static readonly Lexing.WordSet DegreesOfDifferentiation = Lexing.WordSet.Of("well", "high", "highly", "moderate", "moderately", "poor", "poorly", "low", "intermediate");

    // degree (("," | "or" | "and" | "to" | "/" | "-") degree)+ "differentiated": each of them, "moderate to poor differentiated"
    private string? TakeDifferentiations()
    {
        var start = at.Position;
        if (start + 3 > at.Count || at[start].Kind != Lexing.TokenKind.Word || !DegreesOfDifferentiation.Contains(at[start].Spelling))
            return null;
        var degrees = new List<string>();
        var i = start;
        for (; i < at.Count && i - start < 8; i++)
        {
            if (at[i].Kind == Lexing.TokenKind.Word && DegreesOfDifferentiation.Contains(at[i].Spelling))
                degrees.Add(at.Upper(i) switch { "WELL" or "HIGH" or "HIGHLY" => "well-differentiated", "POOR" or "POORLY" or "LOW" => "poorly differentiated", _ => "moderately differentiated" });
            else if (!(at.Upper(i) is "OR" or "AND" or "TO" || at.SignAt(i) is ',' or '/' or '-'))
                break;
        }

        if (degrees.Count < (at.SignAt(i - 1) == '-' ? 3 : 2) || at.Upper(i) is not "DIFFERENTIATED")
            return null;
        at.Position = i + 1;
        return string.Join('+', degrees);
    }

    // Two modifiers that are one, or each of two that exclude each other; where nobody can tell, the "and" between them is left.
    private string? JoinsModifiers(List<string> alternatives, string current, int place)
    {
        if (alternatives is [var one])
        {
            if (!BeginsLine() && BothAtOnce(one, current) is { } both)
                return both;
            if (AreOpposites(one, current) && polarity == Polarity.Exclusion)
                return null;
        }

        if (alternatives.Count > 0)
            residue.Add(place);
        return null;
    }

    // "… and inoperable Measurable disease": a line that lost its end stands before the name.
    private bool BeginsLine() => at.Position > 0 && at.Position < at.Count && at[at.Position].Kind == Lexing.TokenKind.Word && at.Word(at.Position) is [>= 'A' and <= 'Z', >= 'a' and <= 'z', ..] && at.Word(at.Position - 1) is [>= 'a' and <= 'z', ..] && at.Letters(at.Position).Length > 3 && at.Upper(at.Position) is "MEASURABLE" or "BIDIMENSIONALLY" or "EVALUABLE" or "UNIDIMENSIONALLY" or "DISEASE" or "PATIENTS" or "PRIOR" or "RECURRENT" or "METASTATIC" or "LOCALLY";

    private static string? BothAtOnce(string one, string next) =>
        Qualities.Contains(one) && Qualities.Contains(next) && !AreOpposites(one, next) && !NeverAtOnce.Contains($"{one} and {next}") ? $"{one} and {next}" : null;

    private static bool AreOpposites(string one, string next) => Array.Exists(Scales, scale => scale.Contains(one) && scale.Contains(next));
}
