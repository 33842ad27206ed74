using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Numbers that tell the kinds of one disease: "intraepithelial neoplasia 2 or 3", "class III or IV heart failure".</summary>
internal sealed partial class EntryParser
{
    // "class III or IV heart failure": the association's classes, whose name is not told
    private CriterionNode? BareHeartClass()
    {
        var start = at.Position;
        if (at.Upper(start) is "CLASS" && Rewind(start + 1) && TakeStageValues() is { } values && values.TrueForAll(value => Array.IndexOf(Roman, value) > 0) && at.TakeWhole(WordKind.Condition) is { } concept && IsHeartFailure(concept))
            return WithTime(new Condition($"class {string.Join(" or ", values)} {concept}"));
        at.Position = start;
        return null;
    }

    // kinds := number ((link | "-") number)*, behind a dysplasia that is counted in three
    private string? NumberedKinds(string concept)
    {
        var start = at.Position;
        if (!concept.EndsWith("intraepithelial neoplasia", StringComparison.Ordinal))
            return null;
        var kinds = new List<string>();
        for (var end = start; ; end = at.Position)
        {
            var ranged = kinds.Count == 1 && at.TakeSign('-');
            if ((kinds.Count == 0 || ranged || TakeListLink()) && KindHere() is var kind and > 0)
            {
                at.Position++;
                for (var between = ranged ? kinds[0][^1] - '0' + 1 : kind; between <= kind; between++)
                    kinds.Add($"{concept} {between}");
                continue;
            }

            at.Position = end;
            break;
        }

        if (kinds.Count > 0 && EndsPlace())
            return string.Join('+', kinds);
        at.Position = start;
        return null;
    }

    private int KindHere() => at.NumberHere is 1 or 2 or 3 ? (int)at.NumberHere.Value : at.Word(at.Position) switch { "I" => 1, "II" => 2, "III" => 3, _ => 0 };
}
