using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What the words before say somebody was given or had, whatever its name.</summary>
internal sealed partial class EntryParser
{
    private const int LongestGiven = 3;

    // "therapy with", "use of": what follows is a treatment, whatever its name.
    private bool SaysGiven(int last) => at.Upper(last) switch
    {
        "WITH" or "RECEIVED" => true,
        "TO" => at.Upper(last - 1) is "EXPOSURE",
        "OF" => at.Upper(last - 1) is "USE" or "ADMINISTRATION" or "RECEIPT",
        _ => false,
    };

    // "receiving x", "current use of x", "ongoing treatment with x"
    private bool IsTaken(int last) => at.SignAt(last - 1) != ',' && at.Upper(last + 1) is not ("MEDICINE" or "MEDICINES" or "TUTELAGE" or "GUARDIANSHIP" or "CARE") && IsTakenBy(last);

    private bool IsTakenBy(int last) => at.Upper(last) is "RECEIVING" or "TAKING" or "USING" || (at.Upper(last) is "OF" && at.Upper(last - 1) is "USE") || (at.Upper(last) is "WITH" && at.Upper(last - 1) is "TREATMENT" or "THERAPY");

    // "no prior x" alone on its line: somebody gave it.
    private bool SaysPrior(int last) => last >= 0 && (last <= 3 || at.Upper(last - 1) is "NO") && at.Upper(last) is "PRIOR" or "PREVIOUS" or "CONCURRENT" or "CONCOMITANT";

    // given := unknown-word{1,3} | code-name, up to the phrase's end
    private string? TakeGiven()
    {
        var start = at.Position;
        if (!SkipCodeName())
        {
            while (at.Position < at.Count && at.Position - start < LongestGiven && at[at.Position].Kind == TokenKind.Word && at.IsUnknownAt(at.Position) && IsGivenWord(at.Letters(at.Position)))
                at.Position++;
        }

        var end = at.Position;
        // What happens to somebody is not what was given.
        if (end > start && !saidHad && (at.Upper(end - 1) is "REMISSION" or "COMPLICATION" or "COMPLICATIONS" or "CONDITION" or "CONDITIONS" or "EPISODE" or "EPISODES" or "EVENT" or "EVENTS" or "ATTACK" or "PREGNANCY" or "REACTION" or "REACTIONS" or "SYMPTOMS" or "TRAUMA" or "HOSPITALIZATION" or "ATTEMPT" or "ATTEMPTS"))
            return Nameless(start);
        SkipInitials();
        // "x or y drugs": where the name ends, nobody can tell.
        if (end > start && ((EndsPhrase() && ((!at.Is(WordKind.Or) && !at.Is(WordKind.And)) || NamesNext(at.Position + 1))) || at.Is(WordKind.Within)))
            return Small(at.Text(start, end));
        at.Position = start;
        return null;
    }

    // "evidence of relapse": of the disease, which is not named
    private string? TakeRelapse(List<string> modifiers, ref bool isCondition)
    {
        if (modifiers.Count > 0 || at.Upper(at.Position) is not ("RELAPSE" or "RECURRENCE") || !SaysHad(at.Position - 1) || !EndsPhraseAt(at.Position + 1))
            return null;
        isCondition = true;
        return at.Upper(at.Position++).ToLowerInvariant();
    }

    // "HIV-2", and no other type beside it
    private bool IsSecondType()
    {
        var (viruses, second) = (0, false);
        for (var i = 0; i < at.Count; i++)
        {
            if (at.Upper(i) is not ("HIV" or "IMMUNODEFICIENCY"))
                continue;
            viruses++;
            var number = at.SignAt(i + 1) == '-' ? i + 2 : i + 1;
            second = number < at.Count && at[number].Kind == TokenKind.Number && at[number].Number == 2 && EndsPhraseAt(number + 1) | at.Upper(number + 1) is "INFECTION" && !(at.SignAt(number + 1) == '/');
        }

        return viruses == 1 && second;
    }

    // "or other growth factors", "or tamoxifen": the next name is one of its own.
    private bool NamesNext(int position)
    {
        var here = at.Position;
        at.Position = position;
        var names = at.Upper(position) is "OTHER" or "ANOTHER" or "ANY" || at.Is(WordKind.Therapy);
        at.Position = here;
        return names;
    }

    private string? Nameless(int start)
    {
        at.Position = start;
        return null;
    }

    private static bool IsGivenWord(ReadOnlySpan<char> word) => word.Length > 3 && !Has(NoNames, word) && !word.EndsWith("ly", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ed", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ist", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("cian", StringComparison.OrdinalIgnoreCase);

    private Therapy? NeverHad(string concept, List<string> modifiers, bool isCondition) => !isCondition && modifiers.Count == 0 && negations == 0 && SkipNaive() ? new Therapy(concept, Exists: false) : null;

    // "insulin-naive": never had it
    private bool SkipNaive()
    {
        var naive = at.Sign == '-' ? at.Position + 1 : at.Position;
        return at.Upper(naive) is "NAIVE" or "NAÏVE" && Rewind(naive + 1);
    }
}
